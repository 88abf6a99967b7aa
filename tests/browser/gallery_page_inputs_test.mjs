// Every page of the gallery in the page look that shows an input whose answer is chosen or handed over.
import { isInput, isWritten, testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('page', (entry) => isInput(entry) && !isWritten(entry), stage(['--gallery']));
