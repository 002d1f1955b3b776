using DssTyped.Emit.Model;
using DssTyped.Emit.Text;
using DssTyped.Flow;

namespace DssTyped.Emit.Emitters;

/// <summary>Writes the class of a recipe: its <c>RunAsync</c> takes the proofs it needs and returns those it makes.</summary>
internal static class RecipeEmitter
{
    private const string Task = "global::System.Threading.Tasks.Task";
    private const string Options = "global::DssTyped.RunOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default";

    // More parameters than this are no longer read one by one: they become one object with named members.
    private const int MaxParameters = 8;

    // The runtime has methods for up to this many proofs: what they are called with costs the compiler less than an array or overloads.
    private const int MaxArguments = 2;

    public static void Write(SourceWriter writer, FlowHeader header, RecipeModel recipe)
    {
        writer.WriteLine();
        Docs.Write(writer, recipe.Doc);
        writer.WriteLine($"public sealed partial class {recipe.TypeName} : global::DssTyped.Recipe");
        writer.Open();
        writer.WriteLine($"internal {recipe.TypeName}(global::DssTyped.DssFlow flow)");
        writer.Indent();
        writer.WriteLine($": base(flow, {CSharpText.Literal(recipe.DssName)}, {CSharpText.Literal(recipe.DssType)}, {Lines(recipe.InputIds)}, {Lines(recipe.OutputIds)})");
        writer.Outdent();
        writer.Open();
        writer.Close();

        // Without outputs there is nothing that a build could be asked for.
        if (recipe.OutputIds.Count > 0)
            WriteRun(writer, header, recipe);
        if (recipe.Proofs.Count > MaxParameters)
            ProofsEmitter.WriteProofs(writer, header, recipe);
        if (recipe.Results.Count > 1)
            ProofsEmitter.WriteResult(writer, header, recipe);

        writer.Close();
    }

    private static void WriteRun(SourceWriter writer, FlowHeader header, RecipeModel recipe)
    {
        bool asObject = recipe.Proofs.Count > MaxParameters;
        writer.WriteLine();
        Docs.Summary(writer, $"Runs '{recipe.DssName}' and returns the proof of what it built.");
        if (asObject)
            Docs.Param(writer, "proofs", "Proofs that the inputs which recipes of this flow write are built.");
        else
        {
            foreach (ProofModel proof in recipe.Proofs)
                Docs.Param(writer, proof.Parameter, $"Proof that {proof.Kind} '{proof.DssName}' is built.");
        }

        Docs.Param(writer, "options", "Progress, partition and checks.");
        Docs.Param(writer, "cancellationToken", "Cancelling aborts the job.");
        writer.WriteLine("/// <exception cref=\"global::DssTyped.DssBuildFailedException\">The job ended without building everything.</exception>");

        string parameters = asObject
            ? $"{header.Global(recipe.TypeName)}.Proofs proofs, "
            : string.Concat(recipe.Proofs.Select(proof => $"global::DssTyped.Built<{header.Global(proof.TypeName)}> {proof.Parameter}, "));
        string[] given = [.. recipe.Proofs.Select(proof => asObject ? $"proofs.{proof.Member}" : proof.Parameter)];
        string arguments = string.Concat(given.Select(proof => ", " + proof));
        string flow = $"(({header.Global(header.FlowName)})Flow)";
        switch (recipe.Results.Count)
        {
            case 0:
                writer.WriteLine($"public {Task} RunAsync({parameters}{Options}) => base.RunAllAsync(options, cancellationToken{arguments});");
                break;
            case 1:
                string only = header.Global(recipe.Results[0].TypeName);
                writer.WriteLine($"public {Task}<global::DssTyped.Built<{only}>> RunAsync({parameters}{Options}) =>");
                writer.Indent();
                writer.WriteLine(given.Length <= MaxArguments
                    ? $"base.RunAfter{given.Length}Async<{only}>({string.Concat(given.Select(proof => proof + ", "))}options, cancellationToken);"
                    : $"base.RunAfterAsync<{only}>(new global::DssTyped.Built[] {{ {string.Join(", ", given)} }}, options, cancellationToken);");
                writer.Outdent();
                break;
            default:
                writer.WriteLine($"public async {Task}<{header.Global(recipe.TypeName)}.Result> RunAsync({parameters}{Options})");
                writer.Open();
                writer.WriteLine($"global::DssTyped.BuiltOutputs built = await base.RunAllAsync(options, cancellationToken{arguments}).ConfigureAwait(false);");
                writer.WriteLine($"return new {header.Global(recipe.TypeName)}.Result({string.Join(", ", recipe.Results.Select(result => $"built.Of({flow}.{result.Path})"))});");
                writer.Close();
                break;
        }
    }

    private static CSharpText Lines(EquatableArray<string> ids) => CSharpText.Literal(string.Join("\n", ids));
}
