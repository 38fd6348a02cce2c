package weir.simulate;

import java.util.List;

/**
 * A kind of goods that the made-up market lists.
 *
 * @param title followed by the pack
 * @param packs as printed, smallest first
 * @param amounts how much each pack holds, in the unit that the base price is for
 * @param basePrice euros for one unit in the smallest pack
 * @param demand sales a day of a listing of ordinary price
 */
record Goods(
    String category,
    String subcategory,
    String title,
    List<String> packs,
    List<Double> amounts,
    double basePrice,
    double demand) {

  private static final List<String> GRAMS = List.of("1 g", "3.5 g", "10 g");
  private static final List<Double> GRAM_AMOUNTS = List.of(1.0, 3.5, 10.0);

  /** At least one kind for each main class of substances; prices and demand are made up. */
  static final List<Goods> ALL =
      List.of(
          grams("Cannabis", "Flower", "Cannabis flower", 9, 1.1),
          grams("Cannabis", "Resin", "Cannabis resin", 8, 0.8),
          grams("Stimulants", "Cocaine", "Cocaine powder", 75, 0.6),
          new Goods(
              "Stimulants",
              "Amphetamine",
              "Amphetamine paste",
              List.of("5 g", "10 g", "50 g"),
              List.of(5.0, 10.0, 50.0),
              9,
              0.7),
          grams("Stimulants", "Methamphetamine", "Methamphetamine crystal", 55, 0.3),
          grams("Ecstasy", "MDMA", "MDMA crystal", 22, 0.5),
          pieces("Ecstasy", "Pills", "MDMA", "pills", "200 mg", 5, 0.7),
          grams("Opioids", "Heroin", "Heroin powder", 45, 0.3),
          pieces("Opioids", "Tablets", "Tramadol", "tablets", "50 mg", 1.5, 0.3),
          pieces("Psychedelics", "LSD", "LSD", "blotters", "100 ug", 6, 0.4),
          grams("Psychedelics", "Mushrooms", "Psilocybe mushrooms", 7, 0.3),
          grams("Dissociatives", "Ketamine", "Ketamine powder", 28, 0.5),
          pieces("Benzodiazepines", "Tablets", "Diazepam", "tablets", "10 mg", 1.2, 0.5),
          pieces("Benzodiazepines", "Tablets", "Alprazolam", "tablets", "2 mg", 2, 0.5),
          grams("New substances", "Cathinones", "3-MMC powder", 18, 0.4),
          grams("New substances", "Cathinones", "Mephedrone powder", 17, 0.3),
          new Goods(
              "Steroids",
              "Vials",
              "Testosterone enanthate",
              List.of("1 x 10 ml vial", "2 x 10 ml vial", "5 x 10 ml vial"),
              List.of(1.0, 2.0, 5.0),
              38,
              0.2),
          pieces("Medicines", "Erectile", "Sildenafil", "tablets", "100 mg", 1.1, 0.5),
          pieces("Medicines", "Stimulant", "Modafinil", "tablets", "200 mg", 1.4, 0.3));

  private static Goods grams(
      String category, String subcategory, String title, double basePrice, double demand) {
    return new Goods(category, subcategory, title, GRAMS, GRAM_AMOUNTS, basePrice, demand);
  }

  private static Goods pieces(
      String category,
      String subcategory,
      String name,
      String noun,
      String strength,
      double basePrice,
      double demand) {
    return new Goods(
        category,
        subcategory,
        name + " " + strength,
        List.of("10 " + noun, "25 " + noun, "100 " + noun),
        List.of(10.0, 25.0, 100.0),
        basePrice,
        demand);
  }
}
