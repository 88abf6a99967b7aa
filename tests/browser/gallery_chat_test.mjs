// Every page of the gallery in the chat look, left to right.
import { testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('chat', 'en', stage(['--gallery']));
