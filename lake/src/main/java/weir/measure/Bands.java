package weir.measure;

/**
 * Retail, middle and wholesale amounts. Where the lines lie is a convention: there is no published
 * one for all classes. Weir's are an ounce and a kilogram for cannabis, ten and a hundred grams for
 * powders, fifty and a thousand pieces for pills and blotters, so that each band spans about the
 * same number of doses.
 */
final class Bands {

  /** The band of a row that has a class, grams and units; null where no amount is known. */
  static final String SQL =
      """
      (CASE WHEN grams > 0 THEN
              CASE WHEN grams < (CASE class WHEN 'cannabis' THEN 28.35 ELSE 10 END) THEN 'retail'
                   WHEN grams < (CASE class WHEN 'cannabis' THEN 1000 ELSE 100 END) THEN 'middle'
                   ELSE 'wholesale' END
            WHEN units > 0 THEN
              CASE WHEN units < 50 THEN 'retail' WHEN units < 1000 THEN 'middle'
                   ELSE 'wholesale' END
       END)\
      """;

  private Bands() {}
}
