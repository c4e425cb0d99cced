import type { Setting, Value } from '../settings.ts';

interface Node {
  readonly children: Map<string, Node>;
  setting?: Setting;
}

const scalar = (value: Value): string => JSON.stringify(value);

const lines = (node: Node, indent: string): string[] =>
  [...node.children].flatMap(([name, child]) => {
    if (!child.setting) return [`${indent}${name}:`, ...lines(child, `${indent}  `)];
    const { why, value } = child.setting;
    return [...(why ? [`${indent}# ${why}`] : []), `${indent}${name}: ${scalar(value)}`];
  });

/**
 * Settings as a YAML file, each under its reason. Lists and maps are written in flow style, which is JSON.
 * @throws when two settings have the same path
 */
export const toYaml = (settings: readonly Setting[]): string => {
  const root: Node = { children: new Map() };
  for (const setting of settings) {
    let at = root;
    for (const name of setting.path.split('.')) {
      const next: Node = at.children.get(name) ?? { children: new Map() };
      at.children.set(name, next);
      at = next;
    }
    if (at.setting || at.children.size > 0) throw new Error(`${setting.path} is set twice`);
    at.setting = setting;
  }
  return `${lines(root, '').join('\n')}\n`;
};
