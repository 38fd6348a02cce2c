package weir.substance;

/**
 * One entry of the lexicon: something that is sold under this name, not what a laboratory found.
 *
 * @param id stable, lower case, such as {@code alpha-pvp}
 * @param substanceClass a path from {@code classes.csv}, such as {@code nps/cathinone}
 * @param label the name as a report prints it
 * @param source where the name and the class can be checked
 * @param group true where the entry stands for several substances that a wording cannot tell apart,
 *     such as the NBOMe series: a listing then has a class and no substance
 * @param additive true for what is commonly named beside the substance that is sold, such as
 *     paracetamol beside codeine: it yields to the other
 */
public record Substance(
    String id,
    String substanceClass,
    String label,
    String source,
    boolean group,
    boolean additive) {

  /** The first part of the class path, such as {@code nps}. */
  public String classGroup() {
    int slash = substanceClass.indexOf('/');
    return slash < 0 ? substanceClass : substanceClass.substring(0, slash);
  }
}
