/**
 * Who uses the studio in this browser. The name and the role are kept on the device, so that the studio
 * opens without a network too; they let nobody in to anything.
 */
import { get, Problem, signedOut, Unreachable } from './api.ts';

export type Role = 'viewer' | 'master' | 'super_admin';

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  has_password: boolean;
  disabled: boolean;
  created_at: string;
  updated_at: string;
}

/** What is kept on the device under names that begin so is taken away when the user signs out. */
export const kKeptForUser = 'tundish-studio-kept-';
const kKey = `${kKeptForUser}me`;
const changes = new EventTarget();
let known: User | undefined;

/** The user; undefined when nobody is signed in. */
export const me = (): User | undefined => known;
/** Whether the user may change funnels. The server asks itself. */
export const mayEdit = (): boolean => known !== undefined && known.role !== 'viewer';
export const isAdmin = (): boolean => known?.role === 'super_admin';

/** Calls back when somebody comes or goes; gives what ends that. */
export function onMe(changed: () => void): () => void {
  changes.addEventListener('change', changed);
  return () => changes.removeEventListener('change', changed);
}

/** Asks the server who is signed in; without an answer, whoever it was last on this device. */
export async function recall(): Promise<void> {
  try {
    const { user } = await get<{ user?: User }>('/api/v1/me');
    letIn(user);
  } catch (error) {
    if (error instanceof Unreachable) letIn(kept());
    else if (error instanceof Problem && error.status === 401) letIn(undefined);
    else throw error;
  }
}

/** Somebody signed in, or out. */
export function letIn(user: User | undefined): void {
  known = user;
  if (user) localStorage.setItem(kKey, JSON.stringify(user));
  else forget();
  changes.dispatchEvent(new Event('change'));
}

/** Nothing is left for whoever comes after. */
function forget(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(kKeptForUser)) localStorage.removeItem(name);
}

signedOut.addEventListener('out', () => known && letIn(undefined));

function kept(): User | undefined {
  const text = localStorage.getItem(kKey);
  return text ? (JSON.parse(text) as User) : undefined;
}
