// Every input of the gallery in the chat look.
import { isInput, testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('chat', isInput, stage(['--gallery']));
