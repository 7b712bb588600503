/** The part of saxen that we use; it has no types of its own. */
declare module 'saxen' {
  type DecodeEntities = (text: string) => string;

  interface ParserEvents {
    openTag: (
      name: string,
      getAttributes: () => Readonly<Record<string, string>>,
      decodeEntities: DecodeEntities,
      selfClosing: boolean,
    ) => void;
    closeTag: (name: string, decodeEntities: DecodeEntities, selfClosing: boolean) => void;
    text: (text: string, decodeEntities: DecodeEntities) => void;
    cdata: (text: string) => void;
    /** What it throws ends the parsing. */
    error: (error: Error) => void;
  }

  export class Parser {
    on<Name extends keyof ParserEvents>(name: Name, listener: ParserEvents[Name]): this;
    write(xml: string): this;
    end(): unknown;
  }
}
