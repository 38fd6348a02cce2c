package weir.lake;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A state of the ledger as bytes, so that thousands of entries need not be read again. What parts
 * share (columns, versions, sources, ingests) stands once; 30,000 parts take 5 MB, and planning
 * from them takes 15 ms of processor time once the code is warm.
 *
 * <p>Layout, big-endian: magic, the state, CRC-32C of all before it. Texts are UTF-8 behind their
 * length. Nothing here is a record: the entries are, and people read those.
 */
final class Checkpoint {
  private static final long MAGIC = 0x5745495253544131L; // WEIRSTA1
  private static final int NONE = -1;

  private Checkpoint() {}

  /** The state as bytes; the same for the same state. */
  static byte[] bytes(LedgerState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(MAGIC);
      out.writeLong(state.number());
      out.writeLong(state.lastErasure());
      for (List<String> texts :
          List.of(state.identities(), state.pageIndexes(), state.tombstones())) {
        texts(out, texts);
      }
      Shared shared = new Shared();
      ByteArrayOutputStream rows = new ByteArrayOutputStream(1 << 16);
      try (DataOutputStream row = new DataOutputStream(rows)) {
        row.writeInt(state.parts().size());
        for (Part part : state.parts().values()) {
          part(row, part, shared);
        }
        row.writeInt(state.pages().size());
        for (PageFile file : state.pages()) {
          text(row, file.path());
          row.writeInt(shared.of(List.of(file.source())));
          row.writeLong(file.records());
          row.writeLong(file.bytes());
        }
      }
      out.writeInt(shared.lists.size());
      for (List<String> list : shared.lists.keySet()) {
        texts(out, list);
      }
      rows.writeTo(out);
      out.flush();
      CRC32C sum = new CRC32C();
      sum.update(bytes.toByteArray());
      out.writeLong(sum.getValue());
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** Lists of texts that many parts share, in the order in which they were first met. */
  private static final class Shared {
    final Map<List<String>, Integer> lists = new LinkedHashMap<>();

    int of(@Nullable List<String> list) {
      return list == null ? NONE : lists.computeIfAbsent(list, _ -> lists.size());
    }

    int of(@Nullable String text) {
      return text == null ? NONE : of(List.of(text));
    }

    int of(Map<String, String> map) {
      List<String> flat = new ArrayList<>();
      new TreeMap<>(map)
          .forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
          });
      return of(flat);
    }
  }

  private static void part(DataOutputStream out, Part part, Shared shared) throws IOException {
    out.writeInt(shared.of(part.table()));
    text(out, part.path());
    out.writeLong(part.rows());
    out.writeLong(part.bytes());
    out.writeInt(shared.of(part.source()));
    instant(out, part.earliest());
    instant(out, part.latest());
    out.writeInt(shared.of(part.derivedFrom()));
    out.writeBoolean(part.fromPages());
    out.writeInt(shared.of(part.columns()));
    out.writeInt(shared.of(part.ingest()));
    out.writeInt(shared.of(part.versions()));
  }

  private static void texts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(out, text);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static void instant(DataOutputStream out, @Nullable Instant at) throws IOException {
    out.writeBoolean(at != null);
    if (at != null) {
      out.writeLong(at.getEpochSecond());
      out.writeInt(at.getNano());
    }
  }

  /**
   * Reads a state back.
   *
   * @throws IllegalArgumentException when the bytes are not those that were written
   */
  static LedgerState read(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, Math.max(0, bytes.length - Long.BYTES));
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 2 * Long.BYTES
        || in.getLong(0) != MAGIC
        || in.getLong(bytes.length - Long.BYTES) != sum.getValue()) {
      throw new IllegalArgumentException("it is not a checkpoint, or it is cut short or changed");
    }
    try {
      return new Reader(in.position(Long.BYTES)).state();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | DateTimeException e) {
      throw new IllegalArgumentException("it is not a checkpoint of this version", e);
    }
  }

  private static final class Reader {
    private final ByteBuffer in;
    private final List<List<String>> lists = new ArrayList<>();
    private final Map<Integer, Map<String, String>> maps = new HashMap<>();

    Reader(ByteBuffer in) {
      this.in = in;
    }

    LedgerState state() {
      long number = in.getLong();
      long lastErasure = in.getLong();
      List<String> identities = texts();
      List<String> pageIndexes = texts();
      List<String> tombstones = texts();
      int shared = in.getInt();
      for (int i = 0; i < shared; i++) {
        lists.add(texts());
      }
      int parts = in.getInt();
      Map<String, Part> byPath = LinkedHashMap.newLinkedHashMap(parts);
      for (int i = 0; i < parts; i++) {
        Part part = part();
        byPath.put(part.path(), part);
      }
      int files = in.getInt();
      List<PageFile> pages = new ArrayList<>(files);
      for (int i = 0; i < files; i++) {
        pages.add(new PageFile(text(), one(), in.getLong(), in.getLong()));
      }
      return new LedgerState(
          number, byPath, pages, identities, pageIndexes, tombstones, lastErasure);
    }

    private Part part() {
      return new Part(
          one(),
          text(),
          in.getLong(),
          in.getLong(),
          oneOrNull(),
          instant(),
          instant(),
          oneOrNull(),
          in.get() != 0,
          lists.get(in.getInt()),
          one(),
          maps.computeIfAbsent(in.getInt(), this::map));
    }

    private Map<String, String> map(int at) {
      List<String> flat = lists.get(at);
      Map<String, String> map = new LinkedHashMap<>();
      for (int i = 0; i + 1 < flat.size(); i += 2) {
        map.put(flat.get(i), flat.get(i + 1));
      }
      return map;
    }

    private String one() {
      return lists.get(in.getInt()).getFirst();
    }

    private @Nullable String oneOrNull() {
      int at = in.getInt();
      return at == NONE ? null : lists.get(at).getFirst();
    }

    private @Nullable Instant instant() {
      return in.get() == 0 ? null : Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    private List<String> texts() {
      int count = in.getInt();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        texts.add(text());
      }
      return List.copyOf(texts);
    }

    private String text() {
      int length = in.getInt();
      String text =
          new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
      in.position(in.position() + length);
      return text;
    }
  }
}
