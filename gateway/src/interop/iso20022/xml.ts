import { refuse } from '@suyuan/schemas';
import { ParseOption, XmlCData, XmlDocument, XmlElement, XmlParseError, XmlText } from 'libxml2-wasm';

/** An element of a message: local name, path from the root with places among its like, text where it has no children. */
export interface Element {
  readonly name: string;
  readonly path: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

export interface Message {
  readonly namespace: string;
  readonly root: Element;
}

/** Bytes of a message at most. */
export const MESSAGE_BYTES = 256 * 1024;
/** ISO 20022 messages nest about 20 deep. */
const DEEP = 64;
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
/** Nothing is fetched, nothing outside the message is read, no entity is put in the place of its name. */
const OPTIONS = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG;

const refused = (rule: string, field = 'body') => refuse('XML_REFUSED', { rule }, field);

/** UTF-8, as ISO 20022 has it; a message that says otherwise is refused before it is parsed. */
function textOf(bytes: Uint8Array): string {
  if (bytes.length > MESSAGE_BYTES) throw refuse('LIMIT_BODY', { limit: MESSAGE_BYTES });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('the bytes are not UTF-8');
  }
  const [declaration] = /^<\?xml\s[^>]*\?>/.exec(text) ?? [];
  const encoding = /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration ?? '')?.[1];
  if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') throw refused('the encoding is not UTF-8');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw refused('a document type or entity is declared');
  return text;
}

function attributesOf(element: XmlElement, path: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { name, namespaceUri, value } of element.attrs) {
    if (namespaceUri === SCHEMA_INSTANCE && path.lastIndexOf('/') === 0) continue;
    if (namespaceUri !== '') throw refused(`the attribute ${name} is of another namespace`, path);
    found[name] = value;
  }
  return found;
}

function elementOf(element: XmlElement, namespace: string, path: string, depth: number): Element {
  if (depth > DEEP) throw refused(`elements nest more than ${DEEP} deep`, path);
  if (element.namespaceUri !== namespace) throw refused('the element is of another namespace', path);
  const children: Element[] = [];
  const places = new Map<string, number>();
  let text = '';
  for (let node = element.firstChild; node; node = node.next) {
    if (node instanceof XmlElement) {
      const place = (places.get(node.name) ?? 0) + 1;
      places.set(node.name, place);
      const at = `${path}/${node.name}${place > 1 ? `[${place}]` : ''}`;
      children.push(elementOf(node, namespace, at, depth + 1));
    } else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  if (children.length > 0 && text.trim() !== '') throw refused('text stands between elements', path);
  return { name: element.name, path, attributes: attributesOf(element, path), children, text };
}

/**
 * Parses a message without reading anything outside of it.
 * @throws XML_REFUSED with the reason, LIMIT_BODY
 */
export function parseXml(bytes: Uint8Array): Message {
  const text = textOf(bytes);
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(text, { option: OPTIONS });
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    const [first] = error.details;
    throw refused(`line ${first?.line ?? '–'}: ${(first?.message ?? error.message).trim().slice(0, 200)}`);
  }
  try {
    const { root } = document;
    if (document.dtd) throw refused('a document type is declared');
    const namespace = root.namespaceUri;
    return { namespace, root: elementOf(root, namespace, `/${root.name}`, 1) };
  } finally {
    document.dispose();
  }
}

/** The child of a name; of several the first. */
export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((one) => one.name === name);

export const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((one) => one.name === name) ?? [];

/** The element at a path of names below another. */
export const at = (element: Element | undefined, ...names: string[]): Element | undefined =>
  names.reduce<Element | undefined>((found, name) => child(found, name), element);
