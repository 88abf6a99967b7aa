// A screen reader's view of a page: the accessibility tree that the browser gives out, and what a
// reader can do with its nodes. It neither sees nor clicks at a place.
import assert from 'node:assert/strict';
import { eventually } from './kit.mjs';

const controls = new Set(['button', 'checkbox', 'combobox', 'link', 'radio', 'searchbox', 'slider', 'spinbutton', 'switch', 'textbox']);

/** Of one node: `{ role, name, description, focused, invalid, checked, required }`. */
function told({ role, name, description, properties = [], backendDOMNodeId }) {
  const property = (wanted) => properties.find((one) => one.name === wanted)?.value.value;
  return {
    role: role?.value ?? '',
    name: name?.value ?? '',
    description: description?.value ?? '',
    focused: property('focused') === true,
    invalid: property('invalid') === 'true',
    checked: property('checked') === 'true',
    required: property('required') === true,
    node: backendDOMNodeId,
  };
}

export class Reader {
  #session;

  static async of(page) {
    const reader = new Reader();
    reader.#session = await page.context().newCDPSession(page);
    await reader.#session.send('Accessibility.enable');
    return reader;
  }

  /** Everything that is not hidden from readers, in its order. */
  async nodes() {
    const { nodes } = await this.#session.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const list = [];
    const visit = (node) => {
      if (!node.ignored) list.push(told(node));
      for (const id of node.childIds ?? []) if (byId.has(id)) visit(byId.get(id));
    };
    visit(nodes[0]);
    return list;
  }

  /** The node of that role whose name begins so; waits until there is one. */
  async find(role, name) {
    const nodes = await eventually(`${role} "${name}"`, () => this.nodes(), (all) => all.some((one) => one.role === role && one.name.startsWith(name)), 15_000);
    return nodes.find((one) => one.role === role && one.name.startsWith(name));
  }

  async #call(node, does) {
    const { object } = await this.#session.send('DOM.resolveNode', { backendNodeId: node.node });
    await this.#session.send('Runtime.callFunctionOn', { objectId: object.objectId, functionDeclaration: does });
  }

  /** What a reader's command for "do it" does. */
  async act(role, name) {
    await this.#call(await this.find(role, name), 'function () { this.focus(); this.click(); }');
  }

  async type(role, name, text) {
    await this.#call(await this.find(role, name), 'function () { this.focus(); }');
    await this.#session.send('Input.insertText', { text });
  }

  /** The layer's heading has the focus: that is what is read when it comes. */
  async arrivesAt(heading) {
    await eventually(`"${heading}" is read`, () => this.nodes(), (all) => all.some((one) => one.role === 'heading' && one.name === heading && one.focused), 15_000);
    const nameless = (await this.nodes()).filter((one) => controls.has(one.role) && one.name === '');
    assert.deepEqual(nameless, [], `${heading}: controls without a name`);
  }

  async focused() {
    return (await this.nodes()).findLast((one) => one.focused && one.role !== 'RootWebArea');
  }
}
