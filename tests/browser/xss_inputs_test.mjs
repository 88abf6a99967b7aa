// Texts that try to run something, in every input that a page shows.
import { stage } from './kit.mjs';
import { testTexts } from './xss_pages.mjs';

testTexts(({ component }) => component.type === 'input' && !/^(choice|matrix)$/.test(component.input_type), stage());
