package weir.lake;

import java.time.Instant;
import weir.table.Table;

/** What is to be erased. */
public sealed interface ErasureRequest {

  /** The word for the kind of it, as the ledger says it. */
  String kind();

  /**
   * An account of a source with all that is its own: listings, offers, ratings, mentions, posts,
   * and every page on which it stands.
   *
   * @param account exactly as the tables have it
   */
  record OfAccount(String source, String account) implements ErasureRequest {
    public OfAccount {
      if (source.isBlank() || account.isBlank()) {
        throw new IllegalArgumentException("An account is named by its source and its name.");
      }
    }

    @Override
    public String kind() {
      return "account";
    }
  }

  /**
   * One saved page with all that was read from it, in every source.
   *
   * @param digest SHA-256 of the page as it arrived, in lower-case hex
   */
  record OfCapture(String digest) implements ErasureRequest {
    public OfCapture {
      if (!digest.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "A capture is named by its SHA-256, 64 digits and letters a to f; '%s' is none. The column `digest` of the table capture has it."
                .formatted(digest));
      }
    }

    @Override
    public String kind() {
      return "capture";
    }
  }

  /** All that was read from a source. */
  record OfSource(String source) implements ErasureRequest {
    public OfSource {
      if (source.isBlank()) {
        throw new IllegalArgumentException("A source is named by its name.");
      }
    }

    @Override
    public String kind() {
      return "source";
    }
  }

  /**
   * The rows of a table that were kept longer than they may be, with the pages on which they stand.
   * A capture goes with all that was read from it, a listing with its offers.
   *
   * @param before rows of earlier moments go; see {@link Retention}
   */
  record OfAge(Table table, Instant before) implements ErasureRequest {
    public OfAge {
      if (table.isOfNobody()) {
        throw new IllegalArgumentException(
            "These rows speak of nobody and are kept without limit; name another table.");
      }
    }

    @Override
    public String kind() {
      return "retention of %s, before %s".formatted(table.tableName(), before);
    }
  }

  /**
   * A signal that a partner reported, in every version that was imported.
   *
   * @param signal its id, exactly as the table has it
   */
  record OfSignal(String signal) implements ErasureRequest {
    public OfSignal {
      if (signal.isBlank()) {
        throw new IllegalArgumentException("A signal is named by its signal_id.");
      }
    }

    @Override
    public String kind() {
      return "signal";
    }
  }
}
