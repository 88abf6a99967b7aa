/** In place of `load`, in a funnel in one file: the engine comes with the page. */
import { inline } from '../bundle/inline.ts';
import { Abi } from './abi.ts';
import { Engine } from './engine.ts';

let compiled: Promise<WebAssembly.Module> | undefined;

const load = async (): Promise<Abi> => {
  compiled ??= WebAssembly.compile(Uint8Array.from(atob(inline.engine), (byte) => byte.charCodeAt(0)));
  return Abi.instantiate(await compiled);
};

/** The full engine, which plays everything. */
export const loadEngine = async (): Promise<Engine> => new Engine(await load(), load);

/** Nothing else lies in the page. */
export const loadOther = (file: string): Promise<Abi> =>
  Promise.reject(new Error(`${file} is not part of this page`));

/** It is there. */
export const askForEngine = (): void => undefined;
