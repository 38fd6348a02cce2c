package weir.simulate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What vendors sell of one substance. Prices and shares of demand are made up.
 *
 * @param substance id, the lexicon's for those that it knows
 * @param path the class path
 * @param names as titles may have it
 * @param packs smallest first
 * @param basePrice euros for one unit of measure in the smallest pack
 * @param demand share of all demand, once it is established
 * @param yearlyGrowth factor by which demand for it changes over a year
 * @param appears the first day on which anyone lists it; null: from the start
 * @param invented whether the name is made up, so that nobody knows it
 */
record Wares(
    String substance,
    String path,
    String category,
    String subcategory,
    List<String> names,
    List<Pack> packs,
    double basePrice,
    double demand,
    double yearlyGrowth,
    @Nullable LocalDate appears,
    boolean invented) {

  /**
   * A quantity on offer.
   *
   * @param printed in several ways, all meaning the same
   * @param size in the unit that the base price is for
   * @param grams null for goods that are counted
   * @param pieces null for goods that are weighed
   */
  record Pack(List<String> printed, double size, @Nullable Double grams, @Nullable Double pieces) {

    static Pack grams(double grams, String... printed) {
      return new Pack(List.of(printed), grams, grams, null);
    }

    static Pack pieces(int pieces, String noun, String strength) {
      return new Pack(
          List.of(
              pieces + " x " + strength + " " + noun,
              pieces + " " + noun + " " + strength,
              strength + " - " + pieces + " " + noun),
          pieces,
          null,
          (double) pieces);
    }
  }

  private static final List<Pack> SMALL =
      List.of(
          Pack.grams(1, "1 g", "1g", "1 gram", "1.0 gr"),
          Pack.grams(3.5, "3.5 g", "3.5g", "3,5 gr"),
          Pack.grams(10, "10 g", "10g", "10 grams"),
          Pack.grams(28, "28 g", "28g", "28 grams"));
  private static final List<Pack> BULKY =
      List.of(
          Pack.grams(5, "5 g", "5g", "5 grams"),
          Pack.grams(25, "25 g", "25g", "25 gr"),
          Pack.grams(100, "100 g", "100g", "100 grams"));
  private static final List<Pack> TINY =
      List.of(
          Pack.grams(0.1, "100 mg", "0.1 g", "100mg"),
          Pack.grams(0.5, "500 mg", "0.5 g", "500mg"),
          Pack.grams(1, "1 g", "1g"));

  private static List<Pack> pieces(String noun, String strength) {
    return List.of(
        Pack.pieces(10, noun, strength),
        Pack.pieces(30, noun, strength),
        Pack.pieces(100, noun, strength));
  }

  private static Wares old(
      String substance,
      String path,
      String category,
      String subcategory,
      List<String> names,
      List<Pack> packs,
      double basePrice,
      double demand,
      double yearlyGrowth) {
    return new Wares(
        substance,
        path,
        category,
        subcategory,
        names,
        packs,
        basePrice,
        demand,
        yearlyGrowth,
        null,
        false);
  }

  /** A substance that appears later; invented ones carry names that no list of substances has. */
  private Wares appearing(LocalDate day, boolean isInvented) {
    return new Wares(
        substance,
        path,
        category,
        subcategory,
        names,
        packs,
        basePrice,
        demand,
        yearlyGrowth,
        day,
        isInvented);
  }

  /** The catalogue for a simulation that begins on a day and lasts so long. */
  static List<Wares> catalogue(LocalDate from, int days) {
    return List.of(
        old(
            "cannabis-herb",
            "cannabis/herb",
            "Cannabis",
            "Flower",
            List.of("Cannabis flower", "Marijuana", "Weed buds"),
            SMALL,
            9,
            16,
            0.95),
        old(
            "cannabis-resin",
            "cannabis/resin",
            "Cannabis",
            "Resin",
            List.of("Hashish", "Cannabis resin", "Moroccan hash"),
            SMALL,
            8,
            9,
            1.0),
        old(
            "cocaine",
            "cocaine",
            "Stimulants",
            "Cocaine",
            List.of("Cocaine", "Cocaine HCl", "Colombian cocaine"),
            SMALL,
            72,
            13,
            1.15),
        old(
            "amphetamine",
            "amphetamine/amphetamine",
            "Stimulants",
            "Amphetamine",
            List.of("Amphetamine paste", "Speed paste", "Amphetamine sulphate"),
            BULKY,
            7,
            8,
            1.0),
        old(
            "methamphetamine",
            "amphetamine/methamphetamine",
            "Stimulants",
            "Methamphetamine",
            List.of("Crystal meth", "Methamphetamine"),
            SMALL,
            50,
            4,
            1.05),
        old("mdma", "mdma", "Ecstasy", "MDMA", List.of("MDMA crystals", "MDMA"), SMALL, 20, 7, 0.9),
        old(
            "mdma",
            "mdma",
            "Ecstasy",
            "Pills",
            List.of("Ecstasy MDMA", "XTC MDMA"),
            pieces("pills", "200mg"),
            4.5,
            6,
            1.0),
        old("heroin", "opioid/heroin", "Opioids", "Heroin", List.of("Heroin"), SMALL, 42, 4, 0.9),
        old(
            "oxycodone",
            "opioid/oxycodone",
            "Opioids",
            "Tablets",
            List.of("Oxycodone"),
            pieces("tablets", "20mg"),
            9,
            3,
            1.0),
        old(
            "tramadol",
            "opioid/tramadol",
            "Opioids",
            "Tablets",
            List.of("Tramadol"),
            pieces("capsules", "50mg"),
            1.4,
            3,
            1.0),
        old(
            "lsd",
            "psychedelic/lsd",
            "Psychedelics",
            "LSD",
            List.of("LSD", "LSD blotters"),
            pieces("tabs", "100ug"),
            6,
            4,
            1.05),
        old(
            "ketamine",
            "dissociative/ketamine",
            "Dissociatives",
            "Ketamine",
            List.of("Ketamine", "S-Ketamine", "Ketamine HCl"),
            SMALL,
            27,
            6,
            1.3),
        old(
            "diazepam",
            "benzodiazepine/medicine",
            "Benzodiazepines",
            "Tablets",
            List.of("Diazepam", "Valium"),
            pieces("tablets", "10mg"),
            1.2,
            4,
            1.0),
        old(
            "alprazolam",
            "benzodiazepine/medicine",
            "Benzodiazepines",
            "Tablets",
            List.of("Alprazolam", "Xanax"),
            pieces("tablets", "2mg"),
            1.9,
            5,
            1.0),
        old(
            "pregabalin",
            "sedative/gabapentinoid",
            "Prescription",
            "Other",
            List.of("Pregabalin", "Lyrica"),
            pieces("capsules", "300mg"),
            1.1,
            3,
            1.2),
        old(
            "sildenafil",
            "medicine/erectile",
            "Prescription",
            "Erectile",
            List.of("Sildenafil", "Viagra"),
            pieces("tablets", "100mg"),
            1.0,
            3,
            1.0),
        old(
            "modafinil",
            "medicine/stimulant",
            "Prescription",
            "Stimulant",
            List.of("Modafinil"),
            pieces("tablets", "200mg"),
            1.3,
            2,
            1.0),
        old(
            "3-mmc",
            "nps/cathinone",
            "New substances",
            "Cathinones",
            List.of("3-MMC", "3MMC"),
            SMALL,
            17,
            4,
            0.6),
        old(
            "bromazolam",
            "nps/benzodiazepine",
            "New substances",
            "Benzodiazepines",
            List.of("Bromazolam"),
            pieces("pellets", "2mg"),
            1.6,
            2,
            1.0),
        old(
                "2-mmc",
                "nps/cathinone",
                "New substances",
                "Cathinones",
                List.of("2-MMC", "2MMC"),
                SMALL,
                16,
                3,
                1.0)
            .appearing(from.plusDays(days / 4), false),
        old(
                "metonitazene",
                "nps/nitazene",
                "New substances",
                "Opioids",
                List.of("Metonitazene"),
                TINY,
                60,
                1,
                1.0)
            .appearing(from.plusDays(days / 2), false),
        old(
                "mirvolazam",
                "nps/benzodiazepine",
                "New substances",
                "Benzodiazepines",
                List.of("Mirvolazam"),
                pieces("pellets", "1mg"),
                1.5,
                2,
                1.0)
            .appearing(from.plusDays(days * 3L / 8), true),
        old(
                "qx-417",
                "nps/unknown",
                "New substances",
                "Other",
                List.of("QX-417", "QX417"),
                SMALL,
                21,
                2,
                1.0)
            .appearing(from.plusDays(days * 5L / 8), true));
  }

  /** Euros for a pack: larger ones cost less by the unit. */
  double euros(int pack) {
    double size = packs.get(pack).size();
    return basePrice * size * StrictMath.pow(size / packs.getFirst().size(), -0.14);
  }
}
