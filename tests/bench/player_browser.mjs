// The browser of `bench player`: one Chromium for everybody, each visit by somebody who was never
// there, on the profile of a phone or as fast as the machine is.
import { createRequire } from "node:module";

const packages = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = packages("playwright-core");

/** A telephone of the lower middle on a slow mobile network, as Lighthouse takes it. */
export const phone = { slower: 4, latency: 150, download: 1_600_000 / 8, upload: 750_000 / 8 };
/** As it is. */
export const plain = { slower: 1, latency: 0, download: -1, upload: -1 };

/**
 * The sites have names of their own, and are trusted as if they came over https: a browser that sees
 * its own machine says that it takes brotli, and not everybody's server has that.
 */
export const launch = (origins) =>
  chromium.launch({
    executablePath: process.env.TUNDISH_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP *.test 127.0.0.1",
      `--unsafely-treat-insecure-origin-as-secure=${origins.join()}`],
  });

export async function setNetwork(devtools, { latency, download, upload }) {
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: download,
    uploadThroughput: upload,
  });
}

/** What the page asked for: when, how much came, and of what kind. */
function listen(page) {
  const requests = [];
  page.on("request", (request) => requests.push({ request, at: Date.now() }));
  return {
    requests,
    /** `{url, type, status, body, head}` of each, in bytes as they travelled. */
    async sizes() {
      const told = [];
      for (const { request } of requests) {
        if (request.url().startsWith("data:")) continue;
        const response = await request.response();
        if (!response) throw new Error(`${request.url()} was not answered: ${request.failure()?.errorText}`);
        await response.finished();
        const { responseBodySize, responseHeadersSize } = await request.sizes();
        told.push({ url: request.url(), type: request.resourceType(), status: response.status(), body: responseBodySize, head: responseHeadersSize });
      }
      return told;
    },
  };
}

/** A visit by somebody new; `work` is given the page. What goes wrong in the page ends it. */
export async function visit(browser, { profile, scripts }, work) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  try {
    for (const script of scripts) await context.addInitScript(script);
    const page = await context.newPage();
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await setNetwork(devtools, profile);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: profile.slower });
    const result = await work({ page, devtools, traffic: listen(page) });
    if (faults.length > 0) throw new Error(`${page.url()}: ${faults.join("; ")}`);
    return result;
  } finally {
    await context.close();
  }
}

/** Megabytes that the page holds after everything needless was collected: objects, document, buffers. */
export async function memoryOf(devtools) {
  for (let time = 0; time < 2; ++time) await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await devtools.send("Runtime.getHeapUsage");
  const megabyte = 1024 * 1024;
  return {
    objects: usedSize / megabyte,
    document: embedderHeapUsedSize / megabyte,
    buffers: backingStorageSize / megabyte,
    all: (usedSize + embedderHeapUsedSize + backingStorageSize) / megabyte,
  };
}
