import { sheetOf } from '../sheet.ts';
import css from './stage.css?inline';
import colours from './stage.gen.css?inline';

export const sheet = sheetOf(colours + css);
