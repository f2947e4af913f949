var $=Object.defineProperty;var j=Object.getOwnPropertyDescriptor;var R=Object.getOwnPropertyNames;var M=Object.prototype.hasOwnProperty;var P=(n,e)=>{for(var t in e)$(n,t,{get:e[t],enumerable:!0})},W=(n,e,t,o)=>{if(e&&typeof e=="object"||typeof e=="function")for(let i of R(e))!M.call(n,i)&&i!==t&&$(n,i,{get:()=>e[i],enumerable:!(o=j(e,i))||o.enumerable});return n};var y=n=>W($({},"__esModule",{value:!0}),n);var J={};P(J,{completion:()=>O});module.exports=y(J);var d=require("../../../cli.js"),h=require("../../../cli.js"),_=require("../../../cli.js"),C=require("../../../cli.js"),w=require("../../../cli.js");function k({program:n,commands:e}){const[t]=e;return`# bash completion for ${n}
_${u(n)}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" words="" files=""
  COMPREPLY=()
  # Bash takes = for a word of its own.
  [[ $word == "=" ]] && word=""
  [[ $before == "=" ]] && before="\${COMP_WORDS[COMP_CWORD-2]}"
  case "$command" in
    ${e.map(({name:o})=>o).join("|")}) ;;
    *) command=${t?.name} ;;
  esac
  case "$command $before" in
${e.flatMap(v).join(`
`)}
    *)
      case "$command" in
${e.map(x).join(`
`)}
      esac
      if [[ $COMP_CWORD -eq 1 ]]; then words="$words ${e.map(({name:o})=>o).join(" ")}"; fi
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [[ -n $files && $word != -* ]]; then
    local IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$word"))
  fi
}
complete -F _${u(n)} ${n}
`}function u(n){return n.replaceAll("-","_")}function v({name:n,flags:e}){return e.filter(({value:t})=>t!=="none").map(t=>`    ${m(t).map(i=>`"${n} ${i}"`).join("|")}) ${g(t)} ;;`)}function g({value:n}){return n==="file"?"files=1":typeof n=="string"?":":`words="${n.join(" ")}"`}function x({name:n,flags:e,operands:t}){const o=[...e.flatMap(m),...typeof t=="string"?[]:t],i=t==="file"?"; files=1":"";return`        ${n}) words="${o.join(" ")}"${i} ;;`}function m({short:n,long:e}){return n===void 0?[e]:[n,e]}function D({program:n,commands:e}){const[t]=e,o=e.map(({name:r})=>r).join(" ");return`${[`# fish completion for ${n}`,`complete -c ${n} -f`,...e.map(({name:r,help:s})=>`complete -c ${n} -n "not __fish_seen_subcommand_from ${o}" -a ${r} -d ${a(s)}`),...e.flatMap(r=>{const s=`__fish_seen_subcommand_from ${r.name}`,c=r===t?`${s}; or not __fish_seen_subcommand_from ${o}`:s;return F(r,`complete -c ${n} -n ${a(c)}`)})].join(`
`)}
`}function F({flags:n,operands:e},t){const o=n.map(r=>`${t}${S(r)}`);if(e==="none")return o;const i=e==="file"?"-F":`-a ${a(e.join(" "))}`;return[...o,`${t} ${i}`]}function S({short:n,long:e,help:t,value:o}){return`${n===void 0?"":` -s ${n.slice(1)}`} -l ${e.slice(2)}${E(o)} -d ${a(t)}`}function E(n){return n==="none"?"":n==="file"?" -r -F":typeof n=="string"?" -x":` -x -a ${a(n.join(" "))}`}function a(n){return`'${n.replace(/[\\']/g,"\\$&")}'`}var q=/(?:file|path|\.json)(?:\.\.\.)?>$/;function H(n){const e=n.createHelp().visibleCommands(n);return{program:n.name(),commands:e.map(t=>I(t,n))}}function I(n,e){const t=n.createHelp().visibleOptions(n),o=n.name()==="help";return{name:n.name(),help:n.summary()||n.description(),flags:t.map(({short:i,long:r="",description:s,flags:c,argChoices:f,...b})=>({short:i,long:r,help:s,value:L(c,f),isRepeatable:b.required&&s.endsWith("repeatable")})),operands:o?e.commands.map(i=>i.name()):T(n)}}function L(n,e=[]){return n.endsWith(">")?e.length>0?e:q.test(n)?"file":"text":"none"}function T({registeredArguments:n}){const[e]=n;return e===void 0?"none":e.argChoices??"file"}function V({program:n,commands:e}){const[t]=e,o=`_${n}`;return`#compdef ${n}

${o}() {
  local -a commands=(
${e.map(i=>`    ${l(`${i.name}:${i.help}`)}`).join(`
`)}
  )
  local command=$words[2]
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    return
  fi
  if (( \${commands[(I)$command:*]} )); then
    shift words
    (( CURRENT-- ))
  else
    command=${t?.name}
  fi
  case $command in
${e.map(A).join(`
`)}
  esac
}

if [[ $funcstack[1] == ${o} ]]; then
  ${o} "$@"
else
  compdef ${o} ${n}
fi
`}function A({name:n,flags:e,operands:t}){const i=[...e.flatMap(Y),...B(t)].map(r=>` \\
      ${r}`).join("");return`    ${n})
    _arguments -s${i}
    ;;`}function Y({short:n,long:e,help:t,value:o,isRepeatable:i}){const r=n===void 0?[e]:[n,e],s=i?"*":`(${r.join(" ")})`;return r.map(c=>{const f=o==="none"?c:c===e?`${c}=`:`${c}+`;return l(`${s}${f}[${N(t)}]${z(o)}`)})}function z(n){return n==="none"?"":`:value:${p(n)}`}function B(n){return n==="none"?[]:[l(`${n==="file"?"*":"1"}:value:${p(n)}`)]}function p(n){return n==="file"?"_files":typeof n=="string"?" ":`(${n.join(" ")})`}function N(n){return n.replace(/[\\[\]:]/g,"\\$&")}function l(n){return`'${n.replaceAll("'","'\\''")}'`}var U={examples:["skew-contract                                  judge by the contract here","skew-contract init --partitions 48 user-events=build/keys.txt","skew-contract check --help                     all about judging"],exitCodes:"0 the contract holds, 1 it is broken, 2 it could not be judged."};async function G(n){const e=new C.Command$154("skew-contract").description("A CI gate for Kafka partition keys: keys + contract \u2192 verdict, offline.").version(_.toolVersion$9).addHelpText("after",()=>(0,w.manual$163)(U));for(const t of n)e.addCommand((await t())().command);return e.commandsGroup("Other:").helpCommand("help [command]","display help for command")}var K={bash:k,zsh:V,fish:D};async function O(n,e,{stdout:t}){const o=(0,h.readValue$141)((0,d.choice$140)(["bash","zsh","fish"]),n,{name:"shell"});return t.write(K[o](H(await G(e)))),0}0&&(module.exports={completion});
