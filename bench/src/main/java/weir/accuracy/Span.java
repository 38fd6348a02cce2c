package weir.accuracy;

/** A place in a text, in UTF-16 units; end is exclusive. */
record Span(int start, int end) {}
