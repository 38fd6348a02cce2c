package weir.measure;

import java.util.List;

/** The definitions, in words. */
final class MeasureCatalogue {

  private MeasureCatalogue() {}

  private static final String OF_THE_VISIBLE_PART =
      "The source shows all its listings to whoever saved the pages; totals are of the visible part.";

  static final List<MeasureDefinition> ALL =
      List.of(
          new MeasureDefinition(
              "listings",
              "Different listings seen at least once. The upper end of the interval estimates how"
                  + " many there were, from those seen on one day only and on two.",
              "listings",
              "Chao, A. (1987), Estimating the population size for capture-recapture data with"
                  + " unequal catchability, Biometrics 43.",
              List.of(
                  OF_THE_VISIBLE_PART,
                  "A listing keeps its id, or its words, while it is on offer.")),
          new MeasureDefinition(
              "accounts",
              "Different vendor accounts with at least one listing seen. The upper end of the"
                  + " interval estimates how many there were. An account is not a person.",
              "accounts",
              "Chao (1987), as for listings.",
              List.of(OF_THE_VISIBLE_PART)),
          new MeasureDefinition(
              "sales",
              "Units sold: falls in ready stock (stock), rises of a sold counter (sold), or ratings"
                  + " (feedback). One unit is one purchase of what the listing offers.",
              "units sold",
              "Stock: CRRC Georgia (2020) on a regional market. Feedback: Christin, N. (2013),"
                  + " Traveling the Silk Road. Counter: as shown by the site.",
              List.of(
                  OF_THE_VISIBLE_PART,
                  "Stock: vendors lower their stock only by selling; restocks between two saves hide"
                      + " sales.",
                  "Feedback: buyers rate a purchase once; those who do not rate are not counted.",
                  "Sales before the first and between two far-apart saves are dated to the later"
                      + " save.")),
          new MeasureDefinition(
              "revenue",
              "Money asked for the units sold: each at the price in force before the sale, in the"
                  + " currency asked for at that day's rate.",
              "money",
              "As for sales; exchange rates as imported.",
              List.of(
                  "Buyers pay what the page asks; discounts are not seen.",
                  "Units without a price or a rate are left out and counted.")),
          new MeasureDefinition(
              "price_per_gram",
              "Median of what listings ask for a gram of the product, each listing counted once.",
              "money per gram",
              "Median with its interval by ranks; Conover, W. J. (1999), Practical Nonparametric"
                  + " Statistics.",
              List.of(
                  "Listings that state no mass are left out: pills, blotters, vials.",
                  "Amounts of all sizes count alike; large ones are cheaper by the gram.")),
          new MeasureDefinition(
              "origin_share",
              "Share of listings that declare an origin. The interval runs from no undeclared"
                  + " listing coming from there to all of them.",
              "share of listings",
              "Bounds for missing values: Manski, C. F. (2003), Partial Identification of"
                  + " Probability Distributions.",
              List.of("Vendors declare where they ship from; it is not checked by anybody.")));
}
