package weir.vocabulary;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.substance.Lexicon;
import weir.substance.SubstanceNamer;
import weir.substance.VocabularyImport;

/**
 * The vocabularies kept under a home's folder {@code lexicon}, one folder each. What was read is
 * kept by this object: a later import by another process is seen by a new one.
 */
public final class Vocabularies {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final String ABOUT = "about.yaml";
  private static final List<String> TABLES = List.of("substances.csv", "names.csv");

  /** The matcher of all names, which can be made again at any time. */
  private static final String MATCHER = ".matcher";

  /** A folder that was set aside for its successor; it counts while there is none. */
  private static final String SET_ASIDE = ".old";

  private final Path folder;
  private @Nullable Lexicon lexicon;
  private @Nullable SubstanceNamer namer;

  private Vocabularies(Path folder) {
    this.folder = folder;
  }

  /** The vocabularies of a home; none when it has no folder {@code lexicon}. */
  public static Vocabularies in(Path home) {
    return new Vocabularies(home.resolve("lexicon"));
  }

  /** Every vocabulary, by id. */
  public List<KeptVocabulary> list() throws IOException {
    List<KeptVocabulary> kept = new ArrayList<>();
    for (Map.Entry<String, Path> entry : folders().entrySet()) {
      Path about = entry.getValue().resolve(ABOUT);
      try {
        kept.add(KeptVocabulary.read(entry.getKey(), Files.readString(about), about.toString()));
      } catch (NoSuchFileException e) {
        throw new VocabularyFault(
            "The vocabulary in '%s' has no %s. Remove it with 'weir lexicon remove %s' and import it again."
                .formatted(entry.getValue(), ABOUT, entry.getKey()));
      }
    }
    return kept;
  }

  /**
   * Weir's lexicon with all vocabularies; {@link Lexicon#standard()} itself when there are none.
   */
  public synchronized Lexicon lexicon() throws IOException {
    Lexicon known = lexicon;
    if (known == null) {
      known = lexiconWithout(null);
      lexicon = known;
    }
    return known;
  }

  /** The lexicon but for one vocabulary, which is to be replaced or removed; null for none. */
  public Lexicon lexiconWithout(@Nullable String id) throws IOException {
    Map<String, String> tables = new LinkedHashMap<>();
    for (Map.Entry<String, Path> entry : folders().entrySet()) {
      if (!entry.getKey().equals(id)) {
        for (String table : TABLES) {
          Path file = entry.getValue().resolve(table);
          try {
            tables.put(entry.getKey() + "/" + table, Files.readString(file));
          } catch (NoSuchFileException e) {
            throw new VocabularyFault(
                "The vocabulary '%s' has no '%s'. Remove it with 'weir lexicon remove %s' and import it again."
                    .formatted(entry.getKey(), file, entry.getKey()));
          }
        }
      }
    }
    return tables.isEmpty() ? Lexicon.standard() : Lexicon.standardWith(tables);
  }

  /** Changes whenever a vocabulary is brought in or removed, by whatever process. */
  public String stamp() throws IOException {
    StringBuilder stamp = new StringBuilder();
    for (Map.Entry<String, Path> entry : folders().entrySet()) {
      Path about = entry.getValue().resolve(ABOUT);
      stamp
          .append(entry.getKey())
          .append('@')
          .append(Files.exists(about) ? Files.getLastModifiedTime(about).toString() : "")
          .append('\n');
    }
    return stamp.toString();
  }

  /** A namer over {@link #lexicon()}; built once. */
  public synchronized SubstanceNamer namer() throws IOException {
    SubstanceNamer known = namer;
    if (known == null) {
      known = SubstanceNamer.of(lexicon(), keptMatcher(), this::keepMatcher);
      namer = known;
    }
    return known;
  }

  private byte @Nullable [] keptMatcher() {
    try {
      return Files.readAllBytes(folder.resolve(MATCHER));
    } catch (IOException e) {
      return null; // it is made
    }
  }

  private void keepMatcher(byte[] matcher) {
    Path unfinished = null;
    try {
      unfinished = Files.createTempFile(folder, MATCHER, ".new");
      Files.write(unfinished, matcher);
      Files.move(unfinished, folder.resolve(MATCHER), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(unfinished); // it is made again the next time
    }
  }

  private static void discard(@Nullable Path unfinished) {
    try {
      if (unfinished != null) {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      // A left copy harms nothing.
    }
  }

  /**
   * Keeps a vocabulary in the place of any of the same id: whole, or not at all.
   *
   * @throws IllegalArgumentException when the id cannot be a folder's name
   */
  public synchronized void keep(KeptVocabulary about, VocabularyImport made) throws IOException {
    checkId(about.id());
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      Path unfinished = folder.resolve("." + about.id() + ".new");
      DurableFile.removeFolder(unfinished);
      Files.createDirectory(unfinished);
      for (Map.Entry<String, String> table : made.tables().entrySet()) {
        DurableFile.write(unfinished.resolve(table.getKey()), table.getValue());
      }
      DurableFile.write(unfinished.resolve("conflicts.csv"), made.leftOutTable());
      DurableFile.write(unfinished.resolve(ABOUT), about.yaml());
      DurableFile.syncFolder(unfinished);
      setAside(about.id());
      Files.move(unfinished, folder.resolve(about.id()), StandardCopyOption.ATOMIC_MOVE);
      DurableFile.syncFolder(folder);
      DurableFile.removeFolder(aside(about.id()));
    }
    forget();
  }

  /** Removes a vocabulary; false when there is none of that id. */
  public synchronized boolean remove(String id) throws IOException {
    if (!folders().containsKey(id)) {
      return false;
    }
    DurableFile.removeFolder(aside(id));
    if (Files.isDirectory(folder.resolve(id))) {
      Path going = folder.resolve("." + id + ".gone");
      DurableFile.removeFolder(going);
      Files.move(folder.resolve(id), going, StandardCopyOption.ATOMIC_MOVE);
      DurableFile.syncFolder(folder);
      DurableFile.removeFolder(going);
    }
    forget();
    return true;
  }

  /**
   * @throws IllegalArgumentException when the id cannot be a folder's name
   */
  public static void checkId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot name a vocabulary. Write up to 40 small Latin letters, digits and hyphens, like 'drugbank'."
              .formatted(id));
    }
  }

  private void forget() {
    lexicon = null;
    namer = null;
  }

  private void setAside(String id) throws IOException {
    if (Files.isDirectory(folder.resolve(id))) {
      DurableFile.removeFolder(aside(id));
      Files.move(folder.resolve(id), aside(id), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path aside(String id) {
    return folder.resolve("." + id + SET_ASIDE);
  }

  private Map<String, Path> folders() throws IOException {
    Map<String, Path> found = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (ID.matcher(name).matches()) {
          found.put(name, entry);
        } else if (name.startsWith(".") && name.endsWith(SET_ASIDE)) {
          found.putIfAbsent(name.substring(1, name.length() - SET_ASIDE.length()), entry);
        }
      }
    }
    return found;
  }
}
