// Every page of the gallery in the chat look, but those of inputs.
import { isInput, testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('chat', (entry) => !isInput(entry), stage(['--gallery']));
