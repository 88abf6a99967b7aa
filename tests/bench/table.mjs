// What was found, against what was wanted.

/** The middle one. */
export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** A number for the eye: three digits or so. */
export function fixed(number) {
  if (number >= 100) return Math.round(number).toLocaleString("en");
  return number.toFixed(number >= 10 ? 1 : 2);
}

/**
 * Ours beside the peer's. The ratio must reach `gate`, or stay below `atMost`; `stretch` is what we
 * would like, in the same direction. Without either the row only informs.
 */
export function ratioRow(goal, what, peer, ours, unit, { gate, atMost, stretch }) {
  const ratio = ours / peer;
  const isSmallGood = atMost !== undefined || unit === "ms" || unit === "MB";
  const reaches = (limit) => (isSmallGood ? ratio <= limit : ratio >= limit);
  const limit = gate ?? atMost;
  const sign = isSmallGood ? "<=" : ">=";
  return {
    goal,
    what,
    peer: `${fixed(peer)} ${unit}`,
    ours: `${fixed(ours)} ${unit}`,
    ratio: `${fixed(ratio)} x`,
    gate: limit === undefined ? "" : `${sign} ${fixed(limit)}`,
    reached: limit === undefined ? "" : reaches(limit) ? "yes" : "NO",
    stretch: stretch === undefined ? "" : `${sign} ${fixed(stretch)} ${reaches(stretch) ? "yes" : "no"}`,
  };
}

export function printTable(rows) {
  const columns = ["goal", "what", "peer", "ours", "ratio", "gate", "reached", "stretch"];
  const left = new Set(["goal", "what", "reached", "stretch"]);
  const all = [Object.fromEntries(columns.map((name) => [name, name])), ...rows];
  const widths = Object.fromEntries(columns.map((name) => [name, Math.max(...all.map((row) => row[name].length))]));
  console.log();
  for (const row of all) {
    const cells = columns.map((name) =>
      left.has(name) ? row[name].padEnd(widths[name]) : row[name].padStart(widths[name]),
    );
    console.log(cells.join("  ").trimEnd());
  }
  console.log();
}
