package weir.substance;

import java.util.Locale;
import java.util.Set;
import weir.quantity.QuantityReader;

/**
 * Articles that are no drugs although their title may hold a drug's name: "shroom night light". A
 * title is taken for one when it is short, names no amount, and ends in the article's word.
 */
final class OtherGoods {
  private static final int MOST_WORDS = 7;

  /** Words after which a drug may still be what is sold: "hidden in a book". */
  private static final Set<String> JOINING =
      Set.of("in", "with", "and", "+", "&", "inside", "by", "mit", "und", "met", "en", "plus");

  private static final Set<String> ARTICLES =
      Set.of(
          ("poster posters print prints book books journal diary notebook calendar lamp light lights candlestick"
                  + " toy toys replica figurine statue doll puzzle costume shirt t-shirt tshirt"
                  + " hoodie jacket jeans trousers socks hat shoes boots sneakers backpack wallet"
                  + " wristwatch necklace earrings bracelet keyring keychain mug teapot kettle sofa"
                  + " chair desk curtain pillow blanket rug towel perfume shampoo scrub lipstick"
                  + " cereal cola lemonade shovel ladder chandelier confetti guitar violin piano"
                  + " album lessons laptop keyboard monitor printer camera lens tripod bicycle tyre"
                  + " sticker magnet cushion umbrella aquarium tent wallpaper tattoo sunglasses"
                  + " handbag slippers scarf gloves bib crockery tableware doormat flag banner")
              .split(" ", -1));

  private OtherGoods() {}

  /** Whether a title offers such an article. */
  static boolean offered(String title) {
    int end = title.length();
    while (end > 0 && !Character.isLetterOrDigit(title.charAt(end - 1))) {
      end--;
    }
    int start = title.lastIndexOf(' ', Math.max(0, end - 1)) + 1;
    if (start == 0 || end - start < 3 || end - start > 12) {
      return false;
    }
    if (!ARTICLES.contains(title.substring(start, end).toLowerCase(Locale.ROOT))) {
      return false;
    }
    String[] words = title.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    if (words.length > MOST_WORDS || QuantityReader.statesAmount(title)) {
      return false;
    }
    for (String word : words) {
      if (JOINING.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
