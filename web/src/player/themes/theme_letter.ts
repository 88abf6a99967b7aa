import { sheetOf } from '../sheet.ts';
import css from './letter.css?inline';
import colours from './letter.gen.css?inline';

export const sheet = sheetOf(colours + css);
