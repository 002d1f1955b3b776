using System.Runtime.InteropServices;
using System.Text;
using DssTyped.Tool;

// A signal counts from the first line on: the command's own handlers stand only once its verb runs.
using var asked = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

// Consoles of some systems speak other encodings, in which JSON would be broken and names of other languages lost. What goes to a file or another program is UTF-8.
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (Console.IsOutputRedirected)
    Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true });
if (Console.IsErrorRedirected)
    Console.SetError(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true });

return await DssTypedCommand.RunAsync(args, Console.Out, Console.Error, asked.Token).ConfigureAwait(false);

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    asked.Cancel();
}
