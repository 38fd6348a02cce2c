package weir.quantity;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A word that can follow a number and says what the number counts.
 *
 * @param name the canonical unit
 * @param factor printed number to canonical unit: a {@code QP} is 0.25 lb
 * @param gramsEach mass of one canonical unit; null unless a mass
 */
record Unit(String name, Kind kind, double factor, @Nullable Double gramsEach) {

  enum Kind {
    /** A mass that is the product's own: grams and up. */
    MASS,
    /** Milligrams: usually a strength, the product's mass only in certain texts. */
    MILLIGRAM,
    /** Micrograms and international units: always a strength. */
    STRENGTH,
    VOLUME,
    /** A dose or a piece. */
    PIECE,
    /** What holds pieces. */
    CONTAINER
  }

  boolean counts() {
    return kind == Kind.PIECE || kind == Kind.CONTAINER;
  }

  /** International avoirdupois ounce, exact by definition (1959). */
  static final double OUNCE_GRAMS = 28.349523125;

  static final double POUND_GRAMS = 16 * OUNCE_GRAMS;

  /** The trade weighs an eighth, an "8-ball", as three and a half grams. */
  static final double EIGHT_BALL_GRAMS = 3.5;

  private static final Map<String, Unit> WORDS = new HashMap<>(1024);

  /** The unit that a lower-case word names, or null. */
  static @Nullable Unit named(String word) {
    return WORDS.get(word);
  }

  static final Unit PIECE = new Unit("piece", Kind.PIECE, 1, null);
  static final Unit EIGHT_BALL = new Unit("g", Kind.MASS, EIGHT_BALL_GRAMS, 1.0);
  static final Unit OUNCE = new Unit("oz", Kind.MASS, 1, OUNCE_GRAMS);
  static final Unit MILLILITRE = new Unit("ml", Kind.VOLUME, 1, null);
  static final Unit FLUID_OUNCE = new Unit("ml", Kind.VOLUME, 29.5735295625, null);

  static {
    mass(
        "g",
        1,
        1.0,
        "g gr grs gm gms grm grms gram grams gramm gramms gramme grammes grammi grammo gramo gramos"
            + " grama gramas gramma gramy gramow gramów gramů gramů gramu gramaa gramov grammaa"
            + " gramms г гр грм грамм грамма граммов граммы грам грама грами грамів грамів гм"
            + " γρ γραμμάρια γραμμάριο გრ გრამი გ גרם جرام غرام 克 公克 グラム 그램 กรัม");
    mass(
        "kg",
        1,
        1000.0,
        "kg kgs kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes кг кило килограмм"
            + " килограмма килограммов кілограм კგ 公斤 千克");
    mass(
        "oz",
        1,
        OUNCE_GRAMS,
        "oz ozs ounce ounces unze unzen onza onzas унция унции унций zip zips");
    mass("lb", 1, POUND_GRAMS, "lb lbs pound pounds фунт фунта фунтов");
    mass("oz", 0.125, OUNCE_GRAMS, "eighth eighths");
    mass("oz", 0.0625, OUNCE_GRAMS, "teenth teenths teener teeners");
    mass("lb", 0.25, POUND_GRAMS, "qp qps");
    mass("lb", 0.5, POUND_GRAMS, "hp hps");
    mass("g", EIGHT_BALL_GRAMS, 1.0, "eightball eightballs");
    words(
        "mg",
        Kind.MILLIGRAM,
        1,
        0.001,
        "mg mgs mgr mlg milligram milligrams milligramm milligramme milligrammes miligramos мг"
            + " миллиграмм миллиграмма миллиграммов міліграм მგ 毫克");
    words(
        "ug",
        Kind.STRENGTH,
        1,
        null,
        "ug ugs µg μg mcg mcgs mkg microgram micrograms mikrogramm microgramme microgrammes mic"
            + " mics мкг микрограмм микрограмма 微克");
    words("iu", Kind.STRENGTH, 1, null, "iu ui ме ед");
    words(
        "ml",
        Kind.VOLUME,
        1,
        null,
        "ml mls millilitre millilitres milliliter milliliters мл миллилитр миллилитра миллилитров"
            + " მლ 毫升");
    words("ml", Kind.VOLUME, 10, null, "cl");
    words("ml", Kind.VOLUME, 1, null, "cc");
    words("l", Kind.VOLUME, 1, null, "l lt ltr liter liters litre litres литр литра литров л");

    piece("pill", "pill pills pillz pillen piller pillole pastillas пилюля пилюли пилюль");
    piece("pill", "ecstasy ecstacy extasy extacy ecztazy экстази екстази xtc");
    piece(
        "tablet",
        "tablet tablets tablette tabletten tablettes tabletter tablety tabletek tableta tabletas"
            + " tablett tabl tbl tbs comprimé comprimés comprime comprimes comprimido comprimidos"
            + " compresse cpr таблетка таблетки таблеток табл таб таблет таблеточки აბი ტაბლეტი 片"
            + " 錠");
    piece("tab", "tab tabs tabz");
    piece(
        "capsule",
        "capsule capsules cap caps kapsel kapseln kapslar kapsler kapsułek kapsułki gélule gélules"
            + " gelule gelules cápsulas capsulas cápsula gelcap gelcaps капсула капсулы капсул"
            + " 胶囊");
    piece(
        "blotter",
        "blotter blotters blots blotts stamp stamps марка марки марок марку marka marki marok"
            + " carton cartones filz pappe pappen buvard buvards papelito papelitos zegel zegels löschblatt kartonik kartoniki kartoników"
            + " listek listki listków");
    piece("hit", "hit hits");
    piece("dose", "dose doses dosis dosen doz доза дозы доз");
    piece(
        "piece",
        "piece pieces pc pcs pce pces pz pzs pezzi pezzo pieza piezas pièce pièces stk stck stück"
            + " stuck stücke stueck stuks stycken unit units unidad unidades unité unités unites kpl"
            + " szt sztuk sztuki ks kus kusů kusy db ct count st teile teilen шт штук штука штуки штуку штуке shtuk"
            + " shtuka shtuki sht штучек ცალი 个 個 颗 粒");
    piece("drop", "drop drops капля капли капель gotas tropfen");
    piece("vial", "vial vials флакон флакона флаконов fiole fiolen");
    piece(
        "ampoule",
        "amp amps ampoule ampoules ampule ampules ampul ampulle ampullen ampolla ampollas ампула"
            + " ампулы ампул");
    piece("seed", "seed seeds semillas samen graines семя семян семена семечек");
    piece("patch", "patch patches pflaster пластырь пластыря пластырей");
    piece("joint", "joint joints preroll prerolls spliff spliffs");
    piece("bar", "bar bars");
    piece("pellet", "pellet pellets");
    piece("microdot", "microdot microdots");
    piece("cartridge", "cartridge cartridges carts");
    piece("syringe", "syringe syringes");
    piece("gummy", "gummy gummies");
    piece("cookie", "cookie cookies brownie brownies");
    piece("lozenge", "lozenge lozenges lollipop lollipops candies");
    piece("suppository", "suppository suppositories");

    container("pack", "pack packs packet packets pkt pkts packung packungen paket pakete пачка");
    container("pack", "пачки пачек упаковка упаковки упаковок уп пакет пакета пакетов");
    container("box", "box boxes boîte boîtes caja cajas коробка коробки коробок schachtel");
    container("blister", "blister blisters блистер блистера блистеров");
    container("sheet", "sheet sheets лист листа листов");
    container("strip", "strip strips полоска полоски полосок");
    container("bag", "bag bags baggie baggies sachet sachets pouch pouches");
    container("bottle", "bottle bottles flasche flaschen jar jars");
  }

  private static void mass(String name, double factor, double gramsEach, String words) {
    words(name, Kind.MASS, factor, gramsEach, words);
  }

  private static void piece(String name, String words) {
    words(name, Kind.PIECE, 1, null, words);
  }

  private static void container(String name, String words) {
    words(name, Kind.CONTAINER, 1, null, words);
  }

  private static void words(
      String name, Kind kind, double factor, @Nullable Double gramsEach, String words) {
    Unit unit = new Unit(name, kind, factor, gramsEach);
    for (String word : words.split(" ", -1)) {
      if (!word.isEmpty()) {
        WORDS.put(word, unit);
      }
    }
  }
}
