import { sheetOf } from '../sheet.ts';
import css from './ledger.css?inline';
import colours from './ledger.gen.css?inline';

export const sheet = sheetOf(colours + css);
