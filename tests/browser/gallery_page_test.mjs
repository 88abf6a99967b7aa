// Every page of the gallery in the page look, left to right.
import { testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('page', 'en', stage(['--gallery']));
