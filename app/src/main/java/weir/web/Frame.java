package weir.web;

/**
 * What surrounds a page.
 *
 * @param title of the page, in the browser's tab too
 * @param place the part of Weir that it belongs to, such as {@code models}; empty for none
 * @param fresh how fresh what is shown is, in words
 * @param wide whether the page needs the whole width
 */
public record Frame(String title, String place, String fresh, boolean wide) {}
