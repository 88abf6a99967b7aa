import { sheetOf } from '../sheet.ts';
import css from './pebble.css?inline';
import colours from './pebble.gen.css?inline';

export const sheet = sheetOf(colours + css);
