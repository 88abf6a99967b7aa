/** The dialog in which users change their own password. */
import { post } from '../base/api.ts';
import { openForm } from '../base/form_dialog.ts';
import { letIn, type User } from '../base/me.ts';
import { tell } from '../base/toast.ts';
import { words } from './words.ts';

export function changePassword(): void {
  openForm({
    heading: words.password.heading,
    fields: [
      { name: 'current_password', label: words.password.current, type: 'password', autocomplete: 'current-password' },
      {
        name: 'password',
        label: words.password.wanted,
        type: 'password',
        autocomplete: 'new-password',
        help: words.password.help,
      },
    ],
    act: words.password.act,
    hand: async (said) => {
      letIn(await post<User>('/api/v1/me/password', said));
      tell(words.password.done);
    },
  });
}
