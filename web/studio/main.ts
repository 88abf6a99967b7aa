/** The studio's start: the scheme, the letters, and the application that shows everything else. */
import { keepStudio } from './base/keeping.ts';
import { loadLetters } from './base/letters.ts';
import { followScheme } from './base/scheme.ts';
import './shell/app.ts';

followScheme();
void loadLetters();
// Nobody waits for what is needed another time.
addEventListener('load', () => void keepStudio());
