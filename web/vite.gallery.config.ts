/** Builds the gallery's examples of pages that are made with a framework. */
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/gallery/built/',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'tundish-player' } } })],
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'gallery-dist',
    modulePreload: false,
    rolldownOptions: {
      input: { react: 'gallery/react.tsx', vue: 'gallery/vue.ts' },
      output: { entryFileNames: '[name].js', hashCharacters: 'hex', chunkFileNames: '[name]-[hash:8].js' },
    },
  },
});
