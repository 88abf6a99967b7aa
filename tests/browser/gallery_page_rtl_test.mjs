// Every page of the gallery in the page look, right to left.
import { testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('page', 'ar', stage(['--gallery']));
