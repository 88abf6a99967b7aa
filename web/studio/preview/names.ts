/** What the steps of a session are called. */
import type { Step } from './playing.ts';
import type { Move } from './script.ts';
import { words } from './words.ts';

export function nameOf({ move, played }: Pick<Step, 'move' | 'played'>): string {
  if (!move) return `Begins on ${words.channels[played.view.channel]}`;
  return nameOfMove(move);
}

export function nameOfMove({ kind, input }: Move): string {
  const { slug, value, button, text, option, file, component, outcome, language, channel, reason } = (input ??
    {}) as Record<string, unknown>;
  switch (kind) {
    case 'answered':
      return value === undefined ? `Clears ${slug}` : `Answers ${slug}: ${short(value)}`;
    case 'pressed':
      return `Presses ${button}`;
    case 'replied':
      return `Replies ${short(text ?? option ?? (file as { name?: string } | undefined)?.name ?? '')}`;
    case 'went_back':
      return 'Goes back';
    case 'requested':
      return `Asks for ${component}`;
    case 'effect_result':
      return outcome === 'elapsed' ? 'Time passes' : `An answer comes: ${outcome}`;
    case 'language_changed':
      return `Language: ${language}`;
    case 'channel_changed':
      return `Goes on in ${words.channels[channel as keyof typeof words.channels]}`;
    case 'closed':
      return `Is closed: ${reason}`;
  }
}

const kLetters = 40;

export function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > kLetters ? `${text.slice(0, kLetters - 1)}…` : text;
}
