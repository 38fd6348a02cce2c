package weir.measure;

/** Numbers among the options of a measure. */
final class Options {

  private Options() {}

  /**
   * A whole number within bounds.
   *
   * @throws MeasureProblem when it is anything else
   */
  static int whole(
      MeasureRequest request, MeasureDefinition definition, String name, int least, int most) {
    String text = request.option(definition, name);
    if (text.matches("\\d{1,6}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new MeasureProblem(
        "The option %s cannot be '%s'. Write a whole number from %d to %d."
            .formatted(name, text, least, most));
  }
}
