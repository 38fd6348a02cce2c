package weir.lake;

import java.time.Instant;
import java.util.Map;

/**
 * That something was erased, and its bytes are gone from the lake's folder.
 *
 * @param kind {@code account}, {@code capture} or {@code source}
 * @param erasedAt when the ledger entry was made
 * @param number the ledger entry
 * @param rows erased, by table; those of derived tables are not counted, as they are made anew
 * @param pages kept pages that were erased
 * @param again whether an earlier run had made the entry, and this one finished its work
 * @param removedFiles files removed by this run, and their bytes on disk
 */
public record ErasureReceipt(
    String kind,
    Instant erasedAt,
    long number,
    Map<String, Long> rows,
    long pages,
    boolean again,
    int removedFiles,
    long removedBytes) {}
