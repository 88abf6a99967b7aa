// Every input of the gallery in the page look.
import { isInput, testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('page', isInput, stage(['--gallery']));
