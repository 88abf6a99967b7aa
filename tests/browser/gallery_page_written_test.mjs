// Every page of the gallery in the page look that shows an input whose answer is written.
import { isWritten, testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('page', isWritten, stage(['--gallery']));
