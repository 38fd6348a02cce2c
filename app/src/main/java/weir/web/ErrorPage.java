package weir.web;

/**
 * What went wrong, and what to do next.
 *
 * @param next a place in Weir to go on from
 */
record ErrorPage(Frame frame, int status, String message, String next, String nextWords)
    implements Page {
  @Override
  public String template() {
    return "error.jte";
  }
}
