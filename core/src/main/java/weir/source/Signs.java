package weir.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import weir.pharmacy.PharmacySign;

/** Signs of an unlicensed pharmacy in the texts of a record, as a column keeps them. */
final class Signs {

  private Signs() {}

  /**
   * @param page the text of the whole page, or ""
   * @return each as {@code no-prescription: the passage}
   */
  static List<String> of(RawRecord record, List<String> fields, String page) {
    Set<String> signs = new LinkedHashSet<>();
    for (String field : fields) {
      if (field.equals("page")) {
        PharmacySign.in(page).forEach(sign -> signs.add(sign.toString()));
      }
      for (RawRecord.Value value : record.values(field)) {
        PharmacySign.in(value.text()).forEach(sign -> signs.add(sign.toString()));
      }
    }
    return new ArrayList<>(signs);
  }
}
