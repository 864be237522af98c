import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.kubernetes.client.openapi.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders charts by Helm itself and holds every object against the classes of Kubernetes and its operators: names that
 * do not exist, names that are missing, values of another type. Orders as JSON on stdin, answers as JSON on stdout.
 */
public class Judge {
  record Order(String chart, String release, String kubeVersion, List<String> values, Map<String, Object> set) {}

  record Judged(JsonNode object, boolean known, List<String> problems) {}

  record Answer(String error, List<String> lint, List<Judged> objects) {}

  static final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
  static final ObjectMapper json = new ObjectMapper();
  static final ObjectMapper strict = new ObjectMapper().setAnnotationIntrospector(new NoPlaceForUnknownNames());

  /** The classes of the operators keep what they do not know; here it is a mistake. */
  static class NoPlaceForUnknownNames extends JacksonAnnotationIntrospector {
    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return Boolean.FALSE;
    }
  }

  public static void main(String[] args) throws Exception {
    PrintStream answers = System.out;
    // libraries may print; the answers have the line for themselves
    System.setOut(System.err);
    List<Answer> all = new ArrayList<>();
    for (Order order : json.readValue(System.in, new TypeReference<List<Order>>() {})) all.add(answer(order));
    answers.print(json.writeValueAsString(Map.of("helm", Helm.version().call(), "answers", all)));
  }

  static Answer answer(Order order) throws IOException {
    Helm chart = new Helm(Path.of(order.chart()));
    LintResult lint = chart.lint().strict().call();
    List<String> said = lint.isFailed() ? lint.getMessages() : List.of();
    Path copy = withoutHooks(Path.of(order.chart()));
    try {
      var template = new Helm(copy).template().withName(order.release()).withNamespace("school").withKubeVersion(order.kubeVersion());
      for (String file : order.values()) template.withValuesFile(Path.of(file));
      order.set().forEach(template::set);
      List<Judged> judged = new ArrayList<>();
      String text = template.call().replace(MARK, HOOK);
      for (JsonNode object : yaml.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll())
        if (object.isObject()) judged.add(judge(object));
      return new Answer(null, said, judged);
    } catch (Exception failure) {
      return new Answer(String.valueOf(failure.getMessage()), said, List.of());
    } finally {
      remove(copy.getParent());
    }
  }

  static final String HOOK = "helm.sh/hook";
  static final String MARK = "helm.sh/was-hook";

  /** A copy of the chart: what is a hook this way of calling Helm renders, but does not show. */
  static Path withoutHooks(Path chart) throws IOException {
    Path copy = Files.createTempDirectory("chart-").resolve(chart.getFileName());
    try (Stream<Path> files = Files.walk(chart)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = copy.resolve(chart.relativize(file));
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(file).replace(HOOK, MARK));
      }
    }
    return copy;
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) Files.delete(file);
    }
  }

  static Judged judge(JsonNode object) {
    String[] group = object.path("apiVersion").asText().split("/");
    String kind = object.path("kind").asText();
    String version = group[group.length - 1];
    try {
      switch (group.length == 1 ? "" : group[0]) {
        case "", "apps", "batch", "policy", "networking.k8s.io" -> byKubernetes(version.toUpperCase() + kind, object);
        case "kafka.strimzi.io" -> byClass("io.strimzi.api.kafka.model." + folderOf(kind) + "." + kind, object);
        case "monitoring.coreos.com" -> byClass("io.fabric8.openshift.api.model.monitoring.v1." + kind, object);
        default -> {
          return new Judged(object, false, List.of());
        }
      }
      return new Judged(object, true, List.of());
    } catch (Exception problem) {
      return new Judged(object, true, List.of(String.valueOf(problem.getMessage())));
    }
  }

  static String folderOf(String kind) {
    return kind.equals("KafkaNodePool") ? "nodepool" : kind.replaceFirst("^Kafka(?=.)", "").toLowerCase();
  }

  static void byKubernetes(String name, JsonNode object) throws Exception {
    Class<?> type = Class.forName("io.kubernetes.client.openapi.models." + name);
    JsonElement element = JsonParser.parseString(object.toString());
    try {
      type.getMethod("validateJsonElement", JsonElement.class).invoke(null, element);
    } catch (InvocationTargetException refused) {
      throw (Exception) refused.getCause();
    }
    JSON.getGson().fromJson(element, type);
  }

  static void byClass(String name, JsonNode object) throws Exception {
    JsonNode understood = strict.valueToTree(strict.treeToValue(object, Class.forName(name)));
    List<String> lost = lost(object, understood, "");
    if (!lost.isEmpty()) throw new IllegalArgumentException("not understood: " + lost);
  }

  /** Paths whose value is gone after reading: to these classes a word that an enumeration does not know is nothing at all. */
  static List<String> lost(JsonNode given, JsonNode understood, String path) {
    // a plain `false` is left out where it is the rule
    if (given.isBoolean() && !given.asBoolean()) return List.of();
    if (given.isValueNode()) return understood.isMissingNode() || understood.isNull() ? List.of(path) : List.of();
    List<String> all = new ArrayList<>();
    for (int place = 0; given.isArray() && place < given.size(); place++)
      all.addAll(lost(given.get(place), understood.path(place), path + "[" + place + "]"));
    given.fields().forEachRemaining(field ->
      all.addAll(lost(field.getValue(), understood.path(field.getKey()), path + "." + field.getKey())));
    return all;
  }
}
