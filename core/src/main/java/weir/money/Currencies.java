package weir.money;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The signs, codes and words by which pages name a currency. */
final class Currencies {

  /**
   * What a sign or word stands for.
   *
   * @param code the currency meant when the site's own currency does not decide; null when only the
   *     site can tell
   * @param others what else the sign may mean, if it is the site's own currency
   * @param shift decimal places between the printed unit and the currency: 3 for mBTC
   */
  record Marker(@Nullable String code, Set<String> others, int shift) {

    /** The currency meant, or null when it cannot be told. */
    @Nullable String meant(@Nullable String siteCurrency) {
      return siteCurrency != null && others.contains(siteCurrency) ? siteCurrency : code;
    }
  }

  static final Set<String> CRYPTO =
      Set.of("BTC", "XMR", "LTC", "BCH", "ETH", "DASH", "ZEC", "DOGE", "USDT", "USDC", "TRX");

  private static final Set<String> DOLLARS =
      Set.of("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "CLP", "ARS", "COP");
  private static final Set<String> CROWNS = Set.of("SEK", "DKK", "NOK", "ISK", "CZK", "EEK");

  /** Longest sign made of letters or of letters with a dollar. */
  static final int LONGEST = 10;

  private static final Map<String, Marker> MARKERS = new HashMap<>(512);

  private Currencies() {}

  static {
    String codes =
        "AED AFN ALL AMD ARS AUD AZN BAM BDT BGN BHD BRL BYN BYR CAD CHF CLP CNY COP CZK DKK DZD"
            + " EEK EGP EUR GBP GEL HKD HRK HUF IDR ILS INR IQD IRR ISK JOD JPY KES KGS KHR KRW KWD"
            + " KZT LBP LKR LTL LVL MAD MDL MKD MMK MNT MXN MYR NGN NOK NPR NZD OMR PEN PHP PKR PLN"
            + " QAR RON RSD RUB SAR SEK SGD THB TJS TMT TND TRY TWD UAH USD UYU UZS VND XAF XOF ZAR"
            + " BTC XMR LTC BCH ETH DASH ZEC DOGE USDT USDC TRX";
    // As words of a language, these would be read into running text.
    Set<String> capitalsOnly =
        Set.of("ALL", "TRY", "DASH", "MAD", "CAD", "COP", "GEL", "LAK", "OMR", "MOP", "PEN", "RON");
    for (String code : codes.split(" ", -1)) {
      put(code, code, 0);
      if (!capitalsOnly.contains(code)) {
        put(code.toLowerCase(Locale.ROOT), code, 0);
        put(code.charAt(0) + code.substring(1).toLowerCase(Locale.ROOT), code, 0);
      }
    }
    put("cad", "CAD", 0);
    all("BTC", "XBT xbt ₿ bitcoin bitcoins Bitcoin Bitcoins BITCOIN биткоин биткоинов btc's Ƀ");
    MARKERS.put("฿", new Marker("BTC", Set.of("THB"), 0));
    put("mBTC", "BTC", 3);
    put("mbtc", "BTC", 3);
    put("MBTC", "BTC", 3);
    put("m฿", "BTC", 3);
    put("m₿", "BTC", 3);
    put("mɃ", "BTC", 3);
    put("uBTC", "BTC", 6);
    put("ubtc", "BTC", 6);
    put("µBTC", "BTC", 6);
    put("μBTC", "BTC", 6);
    put("bits", "BTC", 6);
    put("sat", "BTC", 8);
    put("sats", "BTC", 8);
    put("satoshi", "BTC", 8);
    put("satoshis", "BTC", 8);
    all("XMR", "ɱ monero Monero MONERO");
    all("LTC", "Ł litecoin Litecoin");
    all("ETH", "Ξ ethereum Ethereum");
    all("DOGE", "Ð dogecoin Dogecoin");
    all("ZEC", "ⓩ zcash Zcash");
    MARKERS.put("$", new Marker("USD", DOLLARS, 0));
    MARKERS.put("＄", new Marker("USD", DOLLARS, 0));
    MARKERS.put("dollar", new Marker("USD", DOLLARS, 0));
    MARKERS.put("dollars", new Marker("USD", DOLLARS, 0));
    MARKERS.put("Dollar", new Marker("USD", DOLLARS, 0));
    MARKERS.put("Dollars", new Marker("USD", DOLLARS, 0));
    all("USD", "US$ U$ USD$ $USD $US bucks доллар доллара долларов долл баксов");
    all("AUD", "A$ AU$ AUD$ $AUD $AU");
    all("CAD", "C$ CA$ CAD$ $CAD $CA Can$");
    all("NZD", "NZ$ NZD$ $NZ");
    all("HKD", "HK$");
    all("SGD", "S$ SG$");
    all("BRL", "R$");
    all("MXN", "MX$");
    all("TWD", "NT$");
    all("EUR", "€ euro euros Euro Euros EURO EUROS евро eur. evro ευρώ");
    all("GBP", "£ ￡ quid GBP£ £GBP sterling");
    all("RUB", "₽ ք RUR rur руб рублей рубля рубль р Руб РУБ rubles roubles ruble");
    all("UAH", "₴ грн гривен гривны гривень UAH₴");
    all("GEL", "₾ ლ ლარი лари lari Lari LARI ლარ");
    all("PLN", "zł zl ZŁ złotych zloty");
    all("CZK", "Kč kč korun");
    all("HUF", "Ft forint");
    all("RON", "lei");
    all("BGN", "лв");
    all("CHF", "Fr SFr sFr Fr. Franken");
    all("TRY", "₺ TL");
    all("INR", "₹ Rs Rs. rupees");
    all("KRW", "₩");
    all("ILS", "₪");
    all("VND", "₫");
    all("KZT", "₸ тенге");
    all("AZN", "₼");
    all("AMD", "֏");
    all("PHP", "₱");
    all("NGN", "₦");
    all("BYN", "Br");
    MARKERS.put("¥", new Marker("JPY", Set.of("CNY"), 0));
    MARKERS.put("￥", new Marker("JPY", Set.of("CNY"), 0));
    all("CNY", "元 RMB rmb");
    for (String crown : new String[] {"kr", "Kr", "KR", "kr.", "kroner", "kronor", ",-kr"}) {
      MARKERS.put(crown, new Marker(null, CROWNS, 0));
    }
  }

  private static void all(String code, String markers) {
    for (String marker : markers.split(" ", -1)) {
      put(marker, code, 0);
    }
  }

  private static void put(String marker, String code, int shift) {
    MARKERS.put(marker, new Marker(code, Set.of(), shift));
  }

  static @Nullable Marker marker(String printed) {
    return MARKERS.get(printed);
  }

  static boolean isCode(String code) {
    if (code.length() < 3 || code.length() > 5) return false;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c < 'A' || c > 'Z') return false;
    }
    return true;
  }
}
