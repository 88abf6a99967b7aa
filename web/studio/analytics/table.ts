/** `<analytics-table>`: numbers in rows, sorted by whichever column is asked for. */
import { html, nothing, type TemplateResult } from 'lit';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { figure, isNumeric, type Kind, type Value } from './figures.ts';
import css from './table.css?inline';

export interface Column {
  name: string;
  label: string;
  kind: Kind;
}
export interface Row {
  values: Record<string, Value>;
  /** Instead of a value's text. */
  shown?: Record<string, TemplateResult | string>;
}
export interface Table {
  columns: readonly Column[];
  rows: readonly Row[];
}

type Order = { name: string; isDown: boolean };

export class AnalyticsTable extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { table: { attribute: false }, label: {}, order: { state: true } };
  declare table: Table;
  declare label: string;
  declare private order: Order | undefined;

  override render() {
    const { columns } = this.table;
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${this.label}>
      <table class="table">
        <thead>
          <tr>
            ${columns.map((column) => this.headOf(column))}
          </tr>
        </thead>
        <tbody>
          ${this.sorted().map((row) => html`<tr>${columns.map((column, index) => this.cellOf(row, column, index))}</tr>`)}
        </tbody>
      </table>
    </div>`;
  }

  private headOf({ name, label, kind }: Column) {
    const order = this.order?.name === name ? this.order : undefined;
    const sorted = order ? (order.isDown ? 'descending' : 'ascending') : nothing;
    const mark = order ? (order.isDown ? '↓' : '↑') : '';
    return html`<th scope="col" class=${isNumeric(kind) ? 'number' : ''} aria-sort=${sorted}>
      <button @click=${() => this.sortBy(name, kind)}>${label}<span aria-hidden="true">${mark}</span></button>
    </th>`;
  }

  private cellOf(row: Row, { name, kind }: Column, index: number) {
    const text = row.shown?.[name] ?? figure(row.values[name], kind);
    if (index === 0) return html`<th scope="row">${text}</th>`;
    return html`<td class=${isNumeric(kind) ? 'number' : ''}>${text}</td>`;
  }

  /** Once from the largest number or the first letter, then the other way, then as it was. */
  private sortBy(name: string, kind: Kind): void {
    const first = isNumeric(kind);
    if (this.order?.name !== name) this.order = { name, isDown: first };
    else if (this.order.isDown === first) this.order = { name, isDown: !first };
    else this.order = undefined;
  }

  private sorted(): readonly Row[] {
    if (!this.order) return this.table.rows;
    const { name, isDown } = this.order;
    const compare = ({ values: a }: Row, { values: b }: Row): number => {
      const [left, right] = [a[name] ?? null, b[name] ?? null];
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      const more = typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right));
      return isDown ? -more : more;
    };
    return [...this.table.rows].sort(compare);
  }
}

customElements.define('analytics-table', AnalyticsTable);
