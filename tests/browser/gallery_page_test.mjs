// Every page of the gallery in the page look, but those of inputs.
import { isInput, testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('page', (entry) => !isInput(entry), stage(['--gallery']));
