// Every page of the gallery in the chat look, right to left.
import { testEvery } from './gallery.mjs';
import { stage } from './kit.mjs';

testEvery('chat', 'ar', stage(['--gallery']));
