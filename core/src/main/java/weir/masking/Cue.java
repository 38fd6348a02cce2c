package weir.masking;

/** What a word may lead to. The words stand in {@code cues.txt}, in several languages at once. */
enum Cue {
  /** Announces a telephone number. */
  PHONE,
  /** A messenger or network in which people have a name. */
  MESSENGER,
  /** The same, but a common word too: only what cannot be another word follows it. */
  MESSENGER_MAYBE,
  /** A messenger whose names are numbers. */
  ICQ,
  /** Stands for the at sign of an e-mail address. */
  AT,
  /** Stands for a dot of an e-mail address. */
  DOT,
  /** A part of a host that invites, or that only Tor or I2P reaches. */
  HOST,
  /** Announces a number by which a state knows a person. */
  IDENTITY,
  /** Announces the address of a wallet. */
  COIN,
  /** Announces the number of a card that pays. */
  CARD,
  /** Announces a number of a thing: an order, a parcel. */
  NUMBER_OF,
  /** Labels a person's name. */
  NAME,
  /** Labels a postal address. */
  ADDRESS,
  /** Heads a list that exposes people. */
  EXPOSED,
  /** The seller speaks of himself. */
  WE,
  /** A step of making something, in the form in which one is told to do it. */
  PROCESS,
  /** The same, but common elsewhere. */
  PROCESS_WEAK,
  /** A thing of a laboratory. */
  LAB,
  /** A unit that measures in a laboratory. */
  LAB_UNIT,
  /** Tells to take something in. */
  TAKE,
  /** A dose as such. */
  DOSE,
  /** Every, before a time. */
  EACH,
  /** A unit of time. */
  TIME,
  /** Weight of the body. */
  BODY,
  /** A limit of a dose. */
  LIMIT,
  /** How often, or before and after what. */
  OFTEN,
  /** A unit of a dose. */
  DOSE_UNIT,
  /** Tells to hide something. */
  HIDE,
  /** The same, but common elsewhere. */
  HIDE_WEAK,
  /** Where things are hidden. */
  PLACE_TO_HIDE,
  /** Who or what would find them. */
  SENSE,
  /** Tells to avoid or destroy. */
  AVOID,
  /** Police, and what it does. */
  POLICE,
  /** What police would look for, or look at. */
  TRACE;

  /** This class in a set of classes, which never leaves this program. */
  @SuppressWarnings("EnumOrdinal")
  final long bit = 1L << ordinal();
}
