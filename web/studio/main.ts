/** The studio's start: the scheme, the letters, and the application that shows everything else. */
import { loadLetters } from './base/letters.ts';
import { followScheme } from './base/scheme.ts';
import './shell/app.ts';

followScheme();
void loadLetters();
