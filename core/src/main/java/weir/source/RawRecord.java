package weir.source;

import java.util.List;

/** A record as a page prints it: masked texts by field, not yet given a meaning. */
interface RawRecord {

  /** A value as printed, and the rule that found it. */
  record Value(String text, Profile.FieldRule rule) {}

  /** Values of a field in the order of the profile's rules; empty when the page says nothing. */
  List<Value> values(String field);

  /** The place on the kept page. */
  String locator();
}
