/** Makes engines of what lies beside this script: the lean one, and the full one for releases that need it. */
import { Abi } from './abi.ts';
import { Engine } from './engine.ts';
import { addresses, addressOf, dropModule, moduleOf } from './modules.ts';

declare const __TUNDISH_VERSION__: string;

/** A fresh engine; the download and the compilation happen once. Throws when it cannot be had. */
export async function loadEngine(): Promise<Engine> {
  return new Engine(await load(addresses[0]), () => load(addresses[1]));
}

/** Another engine that lies beside this script; it is not kept for days without network. */
export const loadOther = (file: string): Promise<Abi> => load(addressOf(file));

async function load(address: string): Promise<Abi> {
  try {
    const abi = await Abi.instantiate(await moduleOf(address));
    const { version } = abi.call('tundish_version').response as { version: string };
    if (version !== __TUNDISH_VERSION__) {
      throw new Error(`player ${__TUNDISH_VERSION__} was given the engine ${version}`);
    }
    return abi;
  } catch (error) {
    dropModule(address);
    throw error;
  }
}
