/**
 * The engine stopped inside a call. Its memory is no longer to be trusted: load it anew and replay.
 */
export class EngineTrap extends Error {}
