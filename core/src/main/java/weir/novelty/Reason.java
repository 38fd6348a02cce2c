package weir.novelty;

/**
 * Why an item stands where it stands.
 *
 * @param points added to its score, below zero where taken away; one point makes it about twice and
 *     a half as likely to be worth a look, by judgement
 * @param words such as {@code offered by 4 accounts}
 */
public record Reason(double points, String words) {}
